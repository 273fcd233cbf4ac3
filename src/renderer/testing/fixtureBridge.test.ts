import { expect, test } from 'vitest'
import { ipcMethods } from '../../shared/ipc.ts'
import { createIpcClient } from '../ipc/ipcClient.ts'
import { createFixtureBridge } from './fixtureBridge.ts'
import { me } from './fixtures/works.ts'
import { emptyFixture } from './appFixture.ts'

const readMethods = [
  'status',
  'purchases',
  'sales',
  'grants',
  'joinedPolicies',
  'wallet',
  'snapshotState',
  'uploads',
  'library',
  'playlists',
  'app.state',
  'app.preferences',
  'app.networks',
  'diagnostics.parts',
] as const

test.each(readMethods)('%s answers as the contract says, full and empty', async (method) => {
  for (const fixture of [{}, emptyFixture]) {
    const client = createIpcClient(createFixtureBridge({ fixture }))
    const answer = await client.ask(method, {})
    expect(ipcMethods[method].output.safeEncode(answer as never).success).toBe(true)
  }
})

test('finds works, and shows a release with its tracks', async () => {
  const client = createIpcClient(createFixtureBridge())
  const [work] = await client.ask('search', { text: 'four chairs', limit: 5 })
  const release = (await client.ask('newest', { limit: 50 })).find(({ title }) => title === 'Four Chairs')
  expect(work?.releaseTitle).toBe('Four Chairs')
  const detail = await client.ask('work', { label: release?.label ?? work?.label ?? ('' as never) })
  expect(detail.tracks).toHaveLength(2)
  expect((await client.ask('artist', { address: me })).works).toHaveLength(4)
})

test('fails and hangs where the scenario says so', async () => {
  const error = { code: 'IPFS_PEER_UNREACHABLE', message: 'The hub is away.' } as const
  const client = createIpcClient(createFixtureBridge({ errors: { wallet: error } }))
  await expect(client.ask('wallet', {})).rejects.toMatchObject(error)
})

test('refuses what the contract refuses', async () => {
  const client = createIpcClient(createFixtureBridge())
  await expect(client.ask('search', { text: 'x', limit: 0 })).rejects.toThrow('limit')
})
