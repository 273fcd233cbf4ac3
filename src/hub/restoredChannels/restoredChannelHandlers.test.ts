import { beforeEach, expect, test, vi } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import type { Channel } from '../../raiden/raidenContract.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { hex32 } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { FundingLedger } from '../funding/fundingLedger.ts'
import { openHubStore } from '../openHubStore.ts'
import { createTestUser } from '../testing/testUser.ts'
import { createRestoredChannelHandlers } from './restoredChannelHandlers.ts'

const anna = await createTestUser()
const bert = await createTestUser()
const none = toAmount(0n)
const proof = {
  nonce: toAmount(4n),
  transferred: toAmount(9n),
  locked: none,
  locksroot: hex32.parse(`0x${'1'.repeat(64)}`),
  additionalHash: hex32.parse(`0x${'2'.repeat(64)}`),
  signature: '0x33' as const,
}
let channel: Channel
const closeChannel = vi.fn<(partner: Address) => Promise<typeof proof.locksroot>>(async () => {
  channel = { ...channel, state: 'closed' }
  return proof.locksroot
})
const raiden = {
  channels: async () => [channel],
  proofs: async () => ({
    channel: 5,
    partnerAddress: anna.address,
    own: proof,
    partner: null,
    ownLocks: [],
    partnerLocks: [],
  }),
  closeChannel,
}
let ledger: FundingLedger
let handlers: ReturnType<typeof createRestoredChannelHandlers>

beforeEach(() => {
  channel = {
    id: 5,
    partner: anna.address,
    token: anna.address,
    state: 'open',
    ownCapacity: none,
    partnerCapacity: none,
    ownDeposit: none,
    partnerDeposit: none,
    ownWithdrawable: none,
    ownLocked: none,
    partnerLocked: none,
  }
  ledger = new FundingLedger(
    new SqliteEngine(openHubStore(':memory:')),
    { deposit: toAmount(10n), topUps: toAmount(0n), budget: toAmount(10n) },
    Date.now,
  )
  handlers = createRestoredChannelHandlers({ raiden, ledger })
  closeChannel.mockClear()
})

const refused = (code: ErrorCode) => expect.objectContaining({ code })
const ask = () => handlers.close({ identity: anna.identity }, anna.caller)

test('the channel is closed once, and its owner gets the newest proofs as often as it asks', async () => {
  const expected = { closed: { channel: 5, toYou: proof, fromYou: null } }
  expect(await ask()).toEqual(expected)
  expect(await ask()).toEqual(expected)
  expect(closeChannel).toHaveBeenCalledTimes(1)
})

test('while a payment is locked in it the channel stays open', async () => {
  for (const locked of ['ownLocked', 'partnerLocked'] as const) {
    channel = { ...channel, [locked]: toAmount(1n) }
    await expect(ask()).rejects.toThrow(refused('HUB_CHANNEL_BUSY'))
    channel = { ...channel, [locked]: none }
  }
  expect(closeChannel).not.toHaveBeenCalled()
})

test('nobody else can have it closed, and without a channel there is nothing to close', async () => {
  await expect(handlers.close({ identity: anna.identity }, bert.caller)).rejects.toThrow(
    refused('HUB_NOT_OWNER'),
  )
  expect(await handlers.close({ identity: bert.identity }, bert.caller)).toEqual({ closed: null })
  channel = { ...channel, state: 'settled' }
  expect(await ask()).toEqual({ closed: null })
  expect(closeChannel).not.toHaveBeenCalled()
})

test('what the hub had promised to this account is promised again, within the same budget', async () => {
  await ledger.reserve(anna.address)
  await ledger.markOpen(anna.address)
  await ask()
  expect(await ledger.intended()).toMatchObject([{ account: anna.address, state: 'intended' }])
  expect(await ledger.spent()).toBe(10n)
})
