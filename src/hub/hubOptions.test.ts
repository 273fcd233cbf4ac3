import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { expect, test } from 'vitest'
import { hex32 } from '../shared/ids.ts'
import { toAmount } from '../shared/money.ts'
import type { HubKeys } from './hubKeys.ts'
import { checkHubOptions, type HubOptions } from './hubOptions.ts'
import { createTestProfile } from './testing/testProfile.ts'

const makeKeys = (): HubKeys => ({
  privateKey: hex32.parse(`0x${randomBytes(32).toString('hex')}`),
  peerSeed: new Uint8Array(randomBytes(32)),
})
const keys = makeKeys()
const options: HubOptions = {
  folder: '/nowhere',
  keys,
  profile: await createTestProfile(keys),
  listen: [],
  pathFinding: { port: 0 },
  homeserver: null,
  mediationFee: toAmount(10n),
  funding: { deposit: toAmount(1n), topUps: toAmount(0n), budget: toAmount(1n) },
  faucet: null,
  log: pino({ enabled: false }),
}

test('a hub that is what its profile says may run', async () => {
  await expect(checkHubOptions(options)).resolves.toBeUndefined()
})

test('a profile that names another hub is refused', async () => {
  const mismatch = expect.objectContaining({ code: 'HUB_PROFILE_MISMATCH' })
  await expect(checkHubOptions({ ...options, keys: makeKeys() })).rejects.toThrow(mismatch)
  const otherPeerKeys = { ...keys, peerSeed: makeKeys().peerSeed }
  await expect(checkHubOptions({ ...options, keys: otherPeerKeys })).rejects.toThrow(mismatch)
})

test('a fee above the stated one is refused', async () => {
  await expect(checkHubOptions({ ...options, mediationFee: toAmount(11n) })).rejects.toThrow(
    expect.objectContaining({ code: 'HUB_FEE_ABOVE_STATED' }),
  )
})

test('there is no faucet on a chain where money is real', async () => {
  const faucet = {
    gas: toAmount(1n),
    tokens: toAmount(1n),
    payoutsPerAccount: 1,
    give: async () => undefined,
  }
  await expect(checkHubOptions({ ...options, faucet })).resolves.toBeUndefined()
  const real = { ...options, faucet, profile: await createTestProfile(keys, 42_161) }
  await expect(checkHubOptions(real)).rejects.toThrow(expect.objectContaining({ code: 'HUB_NO_FAUCET' }))
})
