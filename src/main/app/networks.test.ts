import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { writeProfile } from '../../localnet/profileFile.ts'
import { holdFolder } from '../../process/holdFolder.ts'
import { toErrorData } from '../../shared/errors.ts'
import { hex32 } from '../../shared/ids.ts'
import { encodeNetworkProfile, type NetworkProfile } from '../../shared/networkProfile.ts'
import { profileOf } from '../../hub/testing/profile.ts'
import { appFiles } from '../files.ts'
import { Networks } from './networks.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-networks-'))
})
afterEach(() => rm(folder, { recursive: true }))

const open = (electron = '45.4.1') =>
  new Networks({ files: appFiles(folder), localnetFolder: join(folder, 'localnet'), electron })

async function fileOf(network: NetworkProfile): Promise<string> {
  const file = join(folder, `${network.id}-given.json`)
  await writeFile(file, encodeNetworkProfile(network))
  return file
}
let local: NetworkProfile
let real: NetworkProfile
beforeAll(async () => {
  const keys = {
    privateKey: hex32.parse(`0x${'1'.repeat(64)}`),
    peerSeed: new Uint8Array(32).fill(2),
  }
  local = { ...(await profileOf(keys)), id: 'local-one' }
  real = { ...(await profileOf(keys, 1)), id: 'main' }
})
const ids = (networks: readonly NetworkProfile[]) => networks.map(({ id }) => id)

it('there is none before one is added or runs', async () => {
  expect(await open().list()).toEqual([])
  expect(await open().current()).toBe(null)
})

it('the local one is there while it runs, and is taken when none was chosen', async () => {
  const localnet = join(folder, 'localnet')
  const release = await holdFolder(localnet, () => new Error('held'))
  await writeProfile(localnet, local)
  expect(ids(await open().list())).toEqual(['local-one'])
  expect((await open().current())?.id).toBe('local-one')
  release()
  expect(await open().list()).toEqual([])
})

it('one that is added is kept, and can be chosen', async () => {
  await open().import(await fileOf(local))
  await open().choose('local-one')
  expect((await open().current())?.id).toBe('local-one')
})

it('one that is nowhere cannot be chosen', async () => {
  expect(await codeOf(open().choose('gone'))).toBe('NETWORK_NONE')
})

it('a real one is refused in an Electron that is for testing', async () => {
  expect(await codeOf(open('33.2.1').import(await fileOf(real)))).toBe('NETWORK_ELECTRON_OLD')
  await open().import(await fileOf(real))
  expect(await codeOf(open('33.2.1').choose('main'))).toBe('NETWORK_ELECTRON_OLD')
  expect((await open().choose('main')).id).toBe('main')
})

it('what is no profile is not taken', async () => {
  const file = join(folder, 'x.json')
  await writeFile(file, '{}')
  expect(await codeOf(open().import(file))).toBe('NETWORK_PROFILE_MALFORMED')
  expect(await open().list()).toEqual([])
})

function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: unknown) => toErrorData(error).code,
  )
}
