import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { writeProfile } from '../../localnet/profileFile.ts'
import { lockFolder } from '../../process/folderLock.ts'
import { toErrorData } from '../../shared/errors.ts'
import { hex32, toAddress } from '../../shared/ids.ts'
import { encodeNetworkProfile, type NetworkProfile } from '../../shared/networkProfile.ts'
import { createTestProfile } from '../../hub/testing/testProfile.ts'
import { appFiles } from '../appFiles.ts'
import { Networks } from './networks.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-networks-'))
})
afterEach(() => rm(folder, { recursive: true }))

const openNetworks = (electron = '45.4.1') =>
  new Networks({ files: appFiles(folder), localnetFolder: join(folder, 'localnet'), electron })

async function writeProfileFile(network: NetworkProfile): Promise<string> {
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
  local = { ...(await createTestProfile(keys)), id: 'local-one' }
  const main = await createTestProfile(keys, 1)
  real = { ...main, id: 'main', raiden: { ...main.raiden, settleTimeoutSeconds: 172_800 } }
})
const idsOf = (networks: readonly NetworkProfile[]) => networks.map(({ id }) => id)

test('there is none before one is added or runs', async () => {
  expect(await openNetworks().list()).toEqual([])
  expect(await openNetworks().current()).toBe(null)
})

test('the local one is there while it runs, and is taken when none was chosen', async () => {
  const localnet = join(folder, 'localnet')
  const release = await lockFolder(localnet, { leftovers: 'refuse', onHeld: () => new Error('held') })
  await writeProfile(localnet, local)
  expect(idsOf(await openNetworks().list())).toEqual(['local-one'])
  expect((await openNetworks().current())?.id).toBe('local-one')
  release()
  expect(await openNetworks().list()).toEqual([])
})

test('one that is added is kept, and can be chosen', async () => {
  await openNetworks().import(await writeProfileFile(local))
  await openNetworks().choose('local-one')
  expect((await openNetworks().current())?.id).toBe('local-one')
})

test('one that is nowhere cannot be chosen', async () => {
  expect(await codeOf(openNetworks().choose('gone'))).toBe('NETWORK_NONE')
})

test('a real one is refused in an Electron that is for testing', async () => {
  expect(await codeOf(openNetworks('33.2.1').import(await writeProfileFile(real)))).toBe(
    'NETWORK_ELECTRON_OLD',
  )
  await openNetworks().import(await writeProfileFile(real))
  expect(await codeOf(openNetworks('33.2.1').choose('main'))).toBe('NETWORK_ELECTRON_OLD')
  expect(await codeOf(openNetworks().choose('main', true))).not.toBe('NETWORK_ELECTRON_OLD')
})

test('contracts that only an operator vouches for are asked about, and never change behind one’s back', async () => {
  await openNetworks().import(await writeProfileFile(real))
  expect(await openNetworks().isToAccept(real)).toBe(true)
  expect(await codeOf(openNetworks().choose('main'))).toBe('NETWORK_CONTRACTS_UNACCEPTED')
  // As if the chain had agreed.
  await writeFile(appFiles(folder).network, encodeNetworkProfile(real))
  expect(await openNetworks().isToAccept(real)).toBe(false)
  expect((await openNetworks().choose('main')).id).toBe('main')
  const token = toAddress(`0x${'5'.repeat(40)}`)
  const contracts = { ...real.contracts, token }
  const changed = { ...real, contracts, token: { ...real.token, address: token } }
  await openNetworks().import(await writeProfileFile(changed))
  expect(await openNetworks().isToAccept(changed)).toBe(true)
  expect(await codeOf(openNetworks().assertAccepted(changed))).toBe('NETWORK_CONTRACTS_UNACCEPTED')
  expect(await codeOf(openNetworks().choose('main'))).toBe('NETWORK_CONTRACTS_UNACCEPTED')
})

test('a profile with the id of a network that is known puts no other hub in its place', async () => {
  const networks = openNetworks()
  await networks.import(await writeProfileFile(real))
  const hub = { ...real.hub, raidenAddress: toAddress(`0x${'6'.repeat(40)}`) }
  expect(await codeOf(networks.import(await writeProfileFile({ ...real, hub })))).toBe('NETWORK_ID_TAKEN')
  const [peer = ''] = real.hub.peers
  const moved = { ...real.hub, peers: [peer.replace(/^\/[^/]+\/[^/]+/, '/dns4/moved.example.org')] }
  await networks.import(await writeProfileFile({ ...real, hub: moved }))
  expect((await networks.find('main')).hub.peers).toEqual(moved.peers)
})

test('what is no profile is not taken', async () => {
  const file = join(folder, 'x.json')
  await writeFile(file, '{}')
  expect(await codeOf(openNetworks().import(file))).toBe('NETWORK_PROFILE_MALFORMED')
  expect(await openNetworks().list()).toEqual([])
})

function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: unknown) => toErrorData(error).code,
  )
}
