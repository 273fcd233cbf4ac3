import { createHash } from 'node:crypto'
import { afterEach, expect, test, vi } from 'vitest'
import { secret as secretSchema, secretHash as secretHashSchema } from '../../shared/ids.ts'
import { Payee } from './payee.ts'
import { storedTransfer, type StoredTransfer } from './storedTransfer.ts'

const secret = secretSchema.parse(`0x${'55'.repeat(32)}`)
const secretHash = secretHashSchema.parse(
  `0x${createHash('sha256')
    .update(Buffer.from(secret.slice(2), 'hex'))
    .digest('hex')}`,
)
const otherSecret = secretSchema.parse(`0x${'66'.repeat(32)}`)
const startSeconds = 1_700_000_000
const revealTimeoutSeconds = 60
const day = 86_400_000
const at = { ts: 1 }

afterEach(() => void vi.useRealTimers())

/** A transfer that came in. @param leftSeconds until its lock runs out */
function received(leftSeconds: number, changes: object = {}): StoredTransfer {
  return storedTransfer.parse({
    direction: 'received',
    secrethash: secretHash,
    expiration: startSeconds + leftSeconds,
    fee: '0',
    partner: `0x${'a'.repeat(40)}`,
    transfer: {
      ts: 5,
      token: `0x${'b'.repeat(40)}`,
      payment_identifier: '1',
      initiator: `0x${'c'.repeat(40)}`,
      target: `0x${'d'.repeat(40)}`,
      lock: { amount: '10' },
    },
    ...changes,
  })
}

/** The payee of a node that has this transfer. */
function payeeWith(stored: StoredTransfer | null) {
  const handle = {
    storedTransfer: async () => stored,
    reveal: vi.fn<(...given: unknown[]) => void>(),
    written: vi.fn<() => Promise<void>>().mockResolvedValue(),
  }
  return { payee: new Payee(handle, { revealTimeoutSeconds }, () => startSeconds * 1_000), handle }
}

test('a secret is revealed while there is time to claim the money with it, and is written then', async () => {
  const { payee, handle } = payeeWith(received(revealTimeoutSeconds + 1))
  await payee.release(secretHash, secret)
  expect(handle.reveal).toHaveBeenCalledExactlyOnceWith(secretHash, secret)
  expect(handle.written).toHaveBeenCalledOnce()
})

test.each<[string, StoredTransfer]>([
  ['has just the time to register its secret', received(revealTimeoutSeconds)],
  ['has run out', received(3_600, { expired: at })],
  ['is in a channel that was closed', received(3_600, { channelClosed: at })],
])('a secret is kept when its lock %s', async (_, stored) => {
  const { payee, handle } = payeeWith(stored)
  await expect(payee.release(secretHash, secret)).rejects.toMatchObject({
    code: 'RAIDEN_TRANSFER_EXPIRED',
    message: expect.stringContaining('The secret was kept') as string,
  })
  expect(handle.reveal).not.toHaveBeenCalled()
})

test('a secret that is out already is revealed again, however late it is', async () => {
  const { payee, handle } = payeeWith(received(-5, { secret, expired: at }))
  await payee.release(secretHash, secret)
  expect(handle.reveal).toHaveBeenCalledOnce()
})

test.each<[string, object]>([
  ['is unlocked', { unlock: at }],
  ['is registered on chain', { secretRegistered: at }],
])('nothing is revealed of a transfer that %s', async (_, changes) => {
  const { payee, handle } = payeeWith(received(3_600, changes))
  await payee.release(secretHash, secret)
  expect(handle.reveal).not.toHaveBeenCalled()
})

test('neither a wrong secret nor that of a transfer nobody sent leaves this machine', async () => {
  const { payee, handle } = payeeWith(received(3_600))
  const nothing = payeeWith(null)
  await expect(payee.release(secretHash, otherSecret)).rejects.toMatchObject({ code: 'RAIDEN_SECRET_WRONG' })
  await expect(nothing.payee.release(secretHash, secret)).rejects.toMatchObject({
    code: 'RAIDEN_TRANSFER_UNKNOWN',
  })
  for (const { reveal } of [handle, nothing.handle]) expect(reveal).not.toHaveBeenCalled()
})

test.each([20 * 60_000, 2 * day, -2 * day])(
  'a lock is judged by the chain and not by a device whose clock is wrong by %i ms',
  async (skew) => {
    vi.useFakeTimers({ now: startSeconds * 1_000 + skew })
    const inTime = payeeWith(received(revealTimeoutSeconds + 1))
    await inTime.payee.release(secretHash, secret)
    expect(inTime.handle.reveal).toHaveBeenCalledOnce()
    const late = payeeWith(received(revealTimeoutSeconds))
    await expect(late.payee.release(secretHash, secret)).rejects.toMatchObject({
      code: 'RAIDEN_TRANSFER_EXPIRED',
    })
    expect(late.handle.reveal).not.toHaveBeenCalled()
  },
)
