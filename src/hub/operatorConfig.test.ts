import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hex32 } from '../shared/ids.ts'
import { decodeNetworkProfile, encodeNetworkProfile } from '../shared/networkProfile.ts'
import type { HubKeys } from './hubKeys.ts'
import { profileOfHub, readOperatorConfig } from './operatorConfig.ts'
import { createTestProfile } from './testing/testProfile.ts'

const keys: HubKeys = {
  privateKey: hex32.parse(`0x${randomBytes(32).toString('hex')}`),
  peerSeed: new Uint8Array(randomBytes(32)),
}
const { version, hub, ...network } = await createTestProfile(keys)
const config = {
  version,
  operator: 'Anna',
  network,
  listen: ['/ip4/0.0.0.0/tcp/4001'],
  reachedAt: ['/dns4/hub.example.org/tcp/4001'],
  pathFinding: { port: 6000 },
  pathFindingUrl: 'https://hub.example.org/path-finding',
  homeserver: null,
  matrixUrl: 'https://matrix.example.org',
  fee: '5',
  maximumFee: '10',
  funding: { deposit: '100', budget: '1000' },
}
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-hub-config-'))
})
afterEach(() => rm(folder, { recursive: true }))
const write = (content: string) => writeFile(join(folder, 'hub.json'), content)

test('what the operator decides becomes the profile that newcomers are given', async () => {
  await write(JSON.stringify(config))
  const read = await readOperatorConfig(folder)
  expect(read).toMatchObject({ fee: 5n, funding: { deposit: 100n, budget: 1000n } })
  expect(read.pathFinding).toEqual({ host: '127.0.0.1', port: 6000 })
  const profile = await profileOfHub(read, keys)
  expect(decodeNetworkProfile(encodeNetworkProfile(profile))).toEqual(profile)
  const peer = hub.peers[0]?.split('/').at(-1)
  expect(profile.hub.peers).toEqual([`/dns4/hub.example.org/tcp/4001/p2p/${peer}`])
  expect(profile.hub.raidenAddress).toBe(hub.raidenAddress)
})

test('a missing file, one that is no JSON, and a wrong or unknown field are each named', async () => {
  await expect(readOperatorConfig(folder)).rejects.toMatchObject({ code: 'HUB_CONFIG_MISSING' })
  const wrong = [
    ['{ not json', /no JSON/],
    [JSON.stringify({ ...config, fee: '-1' }), /fee/],
    [JSON.stringify({ ...config, fees: '1' }), /fees/],
  ] as const
  for (const [content, why] of wrong) {
    await write(content)
    await expect(readOperatorConfig(folder)).rejects.toMatchObject({
      code: 'HUB_CONFIG_INVALID',
      message: expect.stringMatching(why),
    })
  }
})
