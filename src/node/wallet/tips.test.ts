import { beforeEach, expect, test, vi } from 'vitest'
import type { Payments } from '../../raiden/payments.ts'
import type { MemoryPayments } from '../../raiden/testing/memoryPayments.ts'
import { MemoryRaiden } from '../../raiden/testing/memoryRaiden.ts'
import { BuskerError } from '../../shared/errors.ts'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { Tips } from './tips.ts'

const [anna, bert, hub, token] = ['1', '2', '3', '4'].map((digit) => toAddress(`0x${digit.repeat(40)}`)) as [
  ReturnType<typeof toAddress>,
  ReturnType<typeof toAddress>,
  ReturnType<typeof toAddress>,
  ReturnType<typeof toAddress>,
]
const never = new AbortController().signal
let now: number
let raiden: MemoryRaiden
let end: MemoryPayments

beforeEach(() => {
  now = 1_000
  raiden = new MemoryRaiden({ hub, token, fee: 2n, lockMs: 1_000, now: () => now, onMove: () => undefined })
  raiden.balances.set(anna, 100n)
  raiden.balances.set(bert, 0n)
  end = raiden.connect(anna)
})
const tips = (payments: Payments = end, maximumFee = 5n) =>
  new Tips({ payments, account: anna, token, maximumFee: toAmount(maximumFee) })

test('a tip arrives without anybody’s doing, and says what it cost', async () => {
  const sent = await tips().send(bert, toAmount(10n), never)
  expect(sent).toMatchObject({ state: 'paid', direction: 'sent', amount: 10n, fee: 2n, target: bert })
  expect([raiden.balances.get(anna), raiden.balances.get(bert), raiden.balances.get(hub)]).toEqual([
    88n,
    10n,
    2n,
  ])
})

test('a tip has the identifier and the time that its payer chose', async () => {
  const pay = vi.spyOn(end, 'pay')
  const sent = await tips().send(bert, toAmount(10n), never, { paymentId: 7n, lockTimeoutSeconds: 99 })
  expect(sent.paymentId).toBe(7n)
  expect(pay.mock.calls[0]?.[0]).toMatchObject({ paymentId: 7n, lockTimeoutSeconds: 99 })
})

test('a tip that nobody takes is back when its lock has run out', async () => {
  raiden.isReleasing = false
  const sending = tips().send(bert, toAmount(10n), never)
  await vi.waitFor(() => expect(raiden.locked()).toBe(12n))
  now += 2_000
  raiden.expire()
  expect(await sending).toMatchObject({ state: 'failed' })
  expect(raiden.balances.get(anna)).toBe(100n)
})

test.each([
  ['RAIDEN_FEE_ABOVE_CAP', () => tips(end, 1n).send(bert, toAmount(10n), never)],
  ['RAIDEN_BALANCE_TOO_LOW', () => tips().send(bert, toAmount(99n), never)],
  ['RAIDEN_NO_ROUTE', () => tips().send(token, toAmount(1n), never)],
  ['WALLET_TIP_SELF', () => tips().send(anna, toAmount(1n), never)],
  ['WALLET_TIP_NOTHING', () => tips().send(bert, toAmount(0n), never)],
])('what can’t be paid is refused with %s, and nothing is locked', async (code, send) => {
  await expect(send()).rejects.toMatchObject({ code })
  expect([raiden.balances.get(anna), raiden.locked()]).toEqual([100n, 0n])
})

test('who no longer waits gets away, and the tip goes on', async () => {
  raiden.isReleasing = false
  const waiting = new AbortController()
  const sending = tips().send(bert, toAmount(10n), waiting.signal)
  await vi.waitFor(() => expect(raiden.locked()).toBe(12n))
  waiting.abort()
  await expect(sending).rejects.toMatchObject({ code: 'CONTROL_CANCELLED' })
  expect(raiden.locked()).toBe(12n)
})

/** The same payments with some methods replaced. */
function withOverrides(payments: Payments, overrides: Partial<Payments>): Payments {
  return new Proxy(payments, {
    get(target, name) {
      const value: unknown = Reflect.get(overrides, name) ?? Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** A child that dies while it is asked to pay, before or after it has; and is then ready again. */
function dying(when: 'before' | 'after'): Payments & { comeBack(): void } {
  const ready = new Set<() => void>()
  const crash = new BuskerError('PROCESS_CRASHED', 'The Raiden node ended.')
  let isDown = false
  const payments = withOverrides(end, {
    async pay(...given: Parameters<Payments['pay']>) {
      if (when === 'after') await end.pay(...given)
      isDown = true
      throw crash
    },
    async lookup(...given: Parameters<Payments['lookup']>) {
      if (isDown) throw crash
      return end.lookup(...given)
    },
    onReady(listener: () => void) {
      ready.add(listener)
      return () => ready.delete(listener)
    },
  })
  const comeBack = () => {
    isDown = false
    for (const listener of ready) listener()
  }
  return Object.assign(payments, { comeBack })
}

test('what became of a tip whose child died is read when it is back, here that it ran out', async () => {
  raiden.isReleasing = false // so that the outcome can't come by itself
  const child = dying('after')
  const sending = tips(child).send(bert, toAmount(10n), never)
  await vi.waitFor(() => expect(raiden.locked()).toBe(12n))
  now += 2_000
  const quiet = vi.spyOn(end, 'emitOutcome').mockImplementation(() => undefined)
  raiden.expire()
  quiet.mockRestore()
  child.comeBack()
  expect(await sending).toMatchObject({ state: 'failed' })
})

test('a tip that never left the child that died was not paid', async () => {
  const child = dying('before')
  const sending = tips(child).send(bert, toAmount(10n), never)
  await expect(Promise.race([sending, Promise.resolve('waits')])).resolves.toBe('waits')
  await new Promise((resolve) => setImmediate(resolve))
  child.comeBack()
  await expect(sending).rejects.toMatchObject({ code: 'WALLET_TIP_NOT_SENT' })
  expect(raiden.balances.get(anna)).toBe(100n)
})

test('where Raiden does not run, that is said at once', async () => {
  const stopped = withOverrides(end, {
    async pay() {
      throw new BuskerError('PROCESS_NOT_RUNNING', 'The Raiden node is not running.')
    },
  })
  await expect(tips(stopped).send(bert, toAmount(1n), never)).rejects.toMatchObject({
    code: 'PROCESS_NOT_RUNNING',
  })
})

test('a tip is settled by the news of its own end, not of another’s', async () => {
  raiden.isReleasing = false
  const looked = Promise.withResolvers<void>()
  const watched = withOverrides(end, {
    async lookup(...given: Parameters<Payments['lookup']>) {
      const found = await end.lookup(...given)
      setImmediate(looked.resolve)
      return found
    },
  })
  const first = tips(watched).send(bert, toAmount(10n), never)
  await looked.promise
  raiden.isReleasing = true
  expect(await tips().send(bert, toAmount(5n), never)).toMatchObject({ state: 'paid', amount: 5n })
  now += 2_000
  raiden.expire()
  expect(await first).toMatchObject({ state: 'failed', amount: 10n })
})

test('an end whose news was missed is read from the child', async () => {
  const silent = withOverrides(end, {
    async pay(...given: Parameters<Payments['pay']>) {
      const quiet = vi.spyOn(end, 'emitOutcome').mockImplementation(() => undefined)
      await end.pay(...given)
      quiet.mockRestore()
    },
  })
  expect(await tips(silent).send(bert, toAmount(10n), never)).toMatchObject({ state: 'paid', amount: 10n })
})

test('a child that cannot say what became of a tip is not waited for', async () => {
  raiden.isReleasing = false
  const broken = withOverrides(end, {
    async lookup() {
      throw new BuskerError('RAIDEN_FAILED', 'The database cannot be read.')
    },
  })
  await expect(tips(broken).send(bert, toAmount(10n), never)).rejects.toMatchObject({ code: 'RAIDEN_FAILED' })
  expect(raiden.locked()).toBe(12n)
})

test('who has stopped waiting before the tip leaves is told that it goes on, or why it did not', async () => {
  raiden.isReleasing = false
  const gone = AbortSignal.abort()
  await expect(tips().send(bert, toAmount(10n), gone)).rejects.toMatchObject({ code: 'CONTROL_CANCELLED' })
  expect(raiden.locked()).toBe(12n)
  await expect(tips().send(token, toAmount(10n), gone)).rejects.toMatchObject({ code: 'RAIDEN_NO_ROUTE' })
  expect(raiden.locked()).toBe(12n)
})

test('every tip has an identifier of its own, and nothing of it stays behind', async () => {
  const intents: Parameters<Payments['pay']>[0][] = []
  const listening = { outcome: 0, ready: 0 }
  const counted = withOverrides(end, {
    async pay(...given: Parameters<Payments['pay']>) {
      intents.push(given[0])
      await end.pay(...given)
    },
    onOutcome(listener: Parameters<Payments['onOutcome']>[0]) {
      listening.outcome += 1
      const stop = end.onOutcome(listener)
      return () => {
        listening.outcome -= 1
        stop()
      }
    },
    onReady() {
      listening.ready += 1
      return () => void (listening.ready -= 1)
    },
  })
  const waiting = new AbortController()
  const forget = vi.spyOn(waiting.signal, 'removeEventListener')
  for (const amount of [1n, 2n, 3n]) await tips(counted).send(bert, toAmount(amount), waiting.signal)
  const ids = intents.map(({ paymentId }) => paymentId)
  expect(new Set(ids).size).toBe(3)
  expect(ids.every((id) => id > 0n && id < 2n ** 64n)).toBe(true)
  expect(intents.map(({ maximumFee, lockTimeoutSeconds }) => [maximumFee, lockTimeoutSeconds])).toEqual(
    Array(3).fill([5n, null]),
  )
  expect(listening).toEqual({ outcome: 0, ready: 0 })
  expect(forget).toHaveBeenCalledTimes(3)
})
