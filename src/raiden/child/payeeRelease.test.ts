import { createHash } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
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
const pollingIntervalMs = 1_000
const at = { ts: 1 }

beforeEach(() => void vi.useFakeTimers({ now: startSeconds * 1_000 }))
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

/** The payee of a node that has this transfer. @param registeredAfterMs when its secret is on chain; null: never */
function payeeWith(stored: StoredTransfer | null, registeredAfterMs: number | null = null) {
  const start = Date.now()
  const handle = {
    storedTransfer: async () => stored,
    registeredAt: async (_: unknown, expiration: number): Promise<number | null | undefined> => {
      if (registeredAfterMs !== null && Date.now() - start >= registeredAfterMs) return startSeconds
      return Date.now() >= expiration * 1_000 ? null : undefined
    },
    reveal: vi.fn<(...given: unknown[]) => void>(),
    register: vi.fn<(...given: unknown[]) => void>(),
    written: vi.fn<() => Promise<void>>().mockResolvedValue(),
  }
  const network = { revealTimeoutSeconds, pollingIntervalMs }
  return { payee: new Payee(handle, network, () => Date.now()), handle }
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
  for (const act of ['release', 'registerOnChain'] as const) {
    await expect(payee[act](secretHash, otherSecret)).rejects.toMatchObject({ code: 'RAIDEN_SECRET_WRONG' })
    await expect(nothing.payee[act](secretHash, secret)).rejects.toMatchObject({
      code: 'RAIDEN_TRANSFER_UNKNOWN',
    })
  }
  for (const call of [handle.reveal, handle.register, nothing.handle.reveal, nothing.handle.register]) {
    expect(call).not.toHaveBeenCalled()
  }
})

test('a secret is registered on chain once, and done when the chain has it', async () => {
  const { payee, handle } = payeeWith(received(30), 2_500)
  const registering = payee.registerOnChain(secretHash, secret)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(handle.register).toHaveBeenCalledExactlyOnceWith(secretHash, secret)
  await expect(Promise.race([registering, Promise.resolve('waits')])).resolves.toBe('waits')
  await vi.advanceTimersByTimeAsync(1_000)
  await expect(registering).resolves.toBeUndefined()
})

test('a secret that is on chain is not registered again', async () => {
  const { payee, handle } = payeeWith(received(-5), 0)
  await payee.registerOnChain(secretHash, secret)
  expect(handle.register).not.toHaveBeenCalled()
})

test('a secret whose lock has run out is not given away on chain', async () => {
  const { payee, handle } = payeeWith(received(0))
  await expect(payee.registerOnChain(secretHash, secret)).rejects.toMatchObject({
    code: 'RAIDEN_TRANSFER_EXPIRED',
  })
  expect(handle.register).not.toHaveBeenCalled()
})

test('a registration that does not come in time is told of when the lock has run out', async () => {
  const { payee } = payeeWith(received(10))
  const refused = payee.registerOnChain(secretHash, secret).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(9_000)
  await expect(Promise.race([refused, Promise.resolve('waits')])).resolves.toBe('waits')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await refused).toMatchObject({
    code: 'RAIDEN_TRANSFER_EXPIRED',
    message: expect.stringContaining('Is there gas in the account?') as string,
  })
})

test('a secret that reaches the chain as its lock runs out came too late', async () => {
  const { payee, handle } = payeeWith(received(10))
  handle.registeredAt = async () => (handle.register.mock.calls.length > 0 ? startSeconds + 10 : undefined)
  const refused = payee.registerOnChain(secretHash, secret).catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(await refused).toMatchObject({ code: 'RAIDEN_TRANSFER_EXPIRED' })
})
