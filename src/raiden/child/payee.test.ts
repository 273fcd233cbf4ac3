import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { secret as secretSchema, secretHash } from '../../shared/ids.ts'
import { ChildTime } from './childTime.ts'
import { Payee } from './payee.ts'
import { storedTransfer, type StoredTransfer } from './storedTransfer.ts'

const secret = secretSchema.parse(`0x${'2'.repeat(64)}`)
const hash = secretHash.parse(`0x${createHash('sha256').update(Buffer.alloc(32, 0x22)).digest('hex')}`)
const chainNow = 1_700_000_000
const network = { revealTimeoutSeconds: 20, pollingIntervalMs: 1 }
const day = 86_400_000

function received(expiration: number): StoredTransfer {
  const account = `0x${'a'.repeat(40)}`
  const transfer = {
    ts: 1,
    token: account,
    payment_identifier: '1',
    initiator: account,
    target: account,
    lock: { amount: '5' },
  }
  return storedTransfer.parse({
    direction: 'received',
    secrethash: hash,
    expiration,
    fee: '0',
    partner: account,
    transfer,
  })
}

/** A Raiden node with one received lock, on a device whose clock is wrong; the chain's answers are taken one by one. */
function payeeOf(expiration: number, answers: (number | null | undefined)[] = []) {
  const done: string[] = []
  const steady = 5_000
  const time = new ChildTime(() => steady)
  time.set(chainNow * 1000)
  const handle = {
    storedTransfer: async () => received(expiration),
    registeredAt: async () => answers.shift(),
    reveal: () => void done.push('revealed'),
    register: () => void done.push('registered'),
    written: async () => {},
  }
  return { payee: new Payee(handle, network, time.now), done }
}

test.each([20 * 60_000, 2 * day, -2 * day])(
  'a lock is judged by the chain and not by a device whose clock is wrong by %i ms',
  async (skew) => {
    const deviceNow = Date.now
    Date.now = () => chainNow * 1000 + skew
    try {
      const inTime = payeeOf(chainNow + 60)
      await inTime.payee.release(hash, secret)
      expect(inTime.done).toEqual(['revealed'])
      const late = payeeOf(chainNow + 10)
      await expect(late.payee.release(hash, secret)).rejects.toMatchObject({
        code: 'RAIDEN_TRANSFER_EXPIRED',
      })
      expect(late.done).toEqual([])
    } finally {
      Date.now = deviceNow
    }
  },
)

test('a registration counts once it is confirmed: one that vanishes with its block does not', async () => {
  const confirmed = payeeOf(chainNow + 60, [undefined, undefined, chainNow + 5])
  await confirmed.payee.registerOnChain(hash, secret)
  expect(confirmed.done).toEqual(['registered'])
  const vanished = payeeOf(chainNow + 60, [undefined, undefined, null])
  await expect(vanished.payee.registerOnChain(hash, secret)).rejects.toMatchObject({
    code: 'RAIDEN_TRANSFER_EXPIRED',
  })
})

test('after the lock has run out a secret is not given away', async () => {
  const { payee, done } = payeeOf(chainNow, [undefined])
  await expect(payee.registerOnChain(hash, secret)).rejects.toMatchObject({ code: 'RAIDEN_TRANSFER_EXPIRED' })
  expect(done).toEqual([])
})
