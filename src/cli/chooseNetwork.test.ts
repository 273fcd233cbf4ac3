import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestProfile } from '../hub/testing/testProfile.ts'
import { readNetwork, saveNetwork } from '../node/store/networkFile.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { toErrorData } from '../shared/errors.ts'
import { hex32 } from '../shared/ids.ts'
import { knownChain } from '../shared/knownChains.ts'
import { encodeNetworkProfile, type NetworkProfile } from '../shared/networkProfile.ts'
import { chooseNetwork } from './chooseNetwork.ts'

const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
const arbitrum = 42_161

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-choose-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A network over contracts of its operator; nothing answers at its chain's address. */
async function operatorsOn(chainId: number): Promise<NetworkProfile> {
  const profile = await createTestProfile(keys, chainId)
  return { ...profile, id: 'commons', raiden: { ...profile.raiden, settleTimeoutSeconds: 172_800 } }
}

/** @returns the code with which the profile is refused in a folder that has accepted `kept`, or none */
async function codeOf(kept: NetworkProfile, profile: NetworkProfile): Promise<string> {
  await saveNetwork(nodeFolder(folder).network, kept)
  const file = join(folder, 'given.json')
  await writeFile(file, encodeNetworkProfile(profile))
  return chooseNetwork(folder, file, false).then(
    () => 'none',
    (error: unknown) => toErrorData(error).code,
  )
}

test('contracts that were accepted once are not asked about again', async () => {
  const kept = await operatorsOn(100)
  expect(await codeOf(kept, { ...kept, name: 'Renamed' })).toBe('none')
  expect(await readNetwork(nodeFolder(folder).network)).toMatchObject({ name: 'Renamed' })
})

test('the same contracts with another word for their token are refused where Busker knows the token', async () => {
  const usdc = knownChain(arbitrum)?.tokens.find(({ symbol }) => symbol === 'USDC')
  if (usdc === undefined) throw new Error('It is built in.')
  const profile = await operatorsOn(arbitrum)
  const kept = { ...profile, contracts: { ...profile.contracts, token: usdc.address }, token: usdc }
  expect(await codeOf(kept, { ...kept, token: { ...usdc, decimals: 18 } })).toBe('NETWORK_TOKEN_WRONG')
  const raiden = { ...kept.raiden, settleTimeoutSeconds: 60 }
  expect(await codeOf(kept, { ...kept, raiden })).toBe('NETWORK_SETTLE_TIMEOUT')
  expect(await readNetwork(nodeFolder(folder).network)).toMatchObject({ token: { decimals: 6 } })
})

test('what is said anew of accepted contracts is compared with the chain', async () => {
  const kept = await operatorsOn(100)
  const { token, raiden } = kept
  const changes: Partial<NetworkProfile>[] = [
    { token: { ...token, decimals: token.decimals + 1 } },
    { token: { ...token, symbol: 'OTHER' } },
    { raiden: { ...raiden, settleTimeoutSeconds: raiden.settleTimeoutSeconds + 1 } },
  ]
  for (const change of changes) {
    expect(await codeOf(kept, { ...kept, ...change })).toBe('RAIDEN_CHAIN_UNREACHABLE')
  }
})
