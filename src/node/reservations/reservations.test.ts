import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { toAmount } from '../../shared/money.ts'
import { fee, startBalance } from '../market/testing/marketFixtures.ts'
import { followEvents } from '../saga/testing/followEvents.ts'
import { comingMaxAheadMs, comingMaxLateMs } from '../catalogue/comingWorks.ts'
import { maxReservations } from './reservations.ts'
import { type ReservationEvent, reservationMachine } from './reservationMachine.ts'
import { dayMs, ReservationHarness } from './testing/reservationHarness.ts'

const price = 30n
let harness: ReservationHarness

beforeEach(async () => {
  harness = await ReservationHarness.open(price)
})
afterEach(() => harness.close())

const code = (expected: string) => expect.objectContaining({ code: expected }) as Error
const balance = () => harness.listener.balance()
const untilStopped = () => harness.waitUntil(() => harness.reservation()?.state === 'stopped')
const untilOwned = () => harness.waitUntil(() => harness.owned() && harness.reservation() === undefined)

test('it is bought by itself once it is on sale, for what it costs, and nothing is paid before', async () => {
  harness.reserve()
  expect(harness.reservation()).toMatchObject({ state: 'waiting', title: 'Rain', price, order: null })
  harness.market.advanceClock(2 * dayMs)
  expect([balance(), harness.listener.purchases()]).toEqual([startBalance, []])
  harness.release()
  await untilOwned()
  expect([balance(), harness.paid()]).toEqual([startBalance - price - fee, 1])
})

test('what came out while the node slept is bought at its next start', async () => {
  harness.reserve()
  await harness.reservations.stop()
  harness.market.advanceClock(20 * dayMs)
  harness.release()
  await harness.start()
  await untilOwned()
  expect(harness.paid()).toBe(1)
})

test('who presses twice has reserved once, as it was agreed to first', () => {
  const first = harness.reserve()
  expect(harness.reserve(toAmount(500n), toAmount(90n))).toEqual(first)
  expect(harness.reservations.list()).toHaveLength(1)
})

test('it is taken back until it is out, and not bought then', async () => {
  const { id } = harness.reserve()
  harness.reservations.takeBack(id)
  expect(harness.reservations.list()).toEqual([])
  harness.release()
  await harness.restart()
  expect(harness.listener.purchases()).toEqual([])
  expect(() => harness.reservations.takeBack(id)).not.toThrow()
})

test('once it is being ordered it is the order that is taken back, and it goes off the list with it', async () => {
  const { id } = harness.reserve()
  await harness.artist.stop()
  harness.release()
  await harness.waitUntil(() => harness.reservation()?.state === 'ordered')
  expect(() => harness.reservations.takeBack(id)).toThrow(code('RESERVATION_BUYING'))
  const order = harness.reservation()?.order ?? ''
  harness.listener.runningMarket().buyer.cancel(order)
  await harness.waitUntil(() => harness.reservation() === undefined)
  expect([balance(), harness.paid()]).toEqual([startBalance, 0])
})

test('who bought it by hand meanwhile has it, and pays once', async () => {
  harness.reserve()
  await harness.reservations.stop()
  harness.release()
  await harness.listener.buy(harness.offered)
  await harness.start()
  await untilOwned()
  expect(harness.paid()).toBe(1)
})

describe('what is not as it was agreed to is not bought, and is said', () => {
  test('a price that rose', async () => {
    harness.reserve()
    harness.offered = harness.market.reprice(harness.offered, { amount: toAmount(price + 1n) })
    harness.release()
    await untilStopped()
    expect(harness.reservation()).toMatchObject({ code: 'ORDER_COSTS_MORE', order: null })
    expect(balance()).toBe(startBalance)
    await harness.listener.buy(harness.offered)
    await untilOwned()
    expect(harness.paid()).toBe(1)
  })

  test('a price that fell is paid as it is', async () => {
    harness.reserve()
    harness.offered = harness.market.reprice(harness.offered, { amount: toAmount(price - 10n) })
    harness.release()
    await untilOwned()
    expect(balance()).toBe(startBalance - price + 10n - fee)
  })

  test('another title under the same label', async () => {
    harness.reserve()
    harness.release('Silence, four minutes')
    await untilStopped()
    expect(harness.reservation()?.code).toBe('RESERVATION_CHANGED')
    expect(harness.listener.purchases()).toEqual([])
  })

  test('fewer tracks than were announced', async () => {
    harness.announce({ tracks: 9 })
    harness.reserve()
    harness.release()
    await untilStopped()
    expect(harness.reservation()?.code).toBe('RESERVATION_CHANGED')
  })

  test('an announcement that the artist took back, even where it comes out after all', async () => {
    harness.reserve()
    harness.withdraw()
    await untilStopped()
    expect(harness.reservation()?.code).toBe('RESERVATION_CANCELLED')
    harness.release()
    await harness.restart()
    expect([harness.reservation()?.state, harness.listener.purchases()]).toEqual(['stopped', []])
  })

  test('a balance that does not reach', async () => {
    harness.offered = harness.market.reprice(harness.offered, { amount: toAmount(2n * startBalance) })
    harness.announce()
    harness.reserve()
    harness.release()
    await untilStopped()
    expect(harness.reservation()?.code).toBe('RAIDEN_BALANCE_TOO_LOW')
    expect(balance()).toBe(startBalance)
  })

  test('a fee that rose above what was agreed to', async () => {
    harness.reserve()
    harness.market.raiden.fee = fee + 1n
    harness.release()
    await untilStopped()
    expect(harness.reservation()?.code).toBe('RAIDEN_FEE_ABOVE_CAP')
    expect(balance()).toBe(startBalance)
  })

  test('what does not come out within a month of its day', async () => {
    harness.reserve()
    harness.market.advanceClock(dayMs + comingMaxLateMs)
    await harness.restart()
    await untilStopped()
    expect(harness.reservation()?.code).toBe('RESERVATION_RAN_OUT')
  })
})

test('a clock that nobody vouches for lets nothing run out', async () => {
  harness.reserve()
  harness.market.isTimeKnown = false
  harness.market.advanceClock(400 * dayMs)
  await harness.restart()
  expect(harness.reservation()?.state).toBe('waiting')
})

test('a day that is moved is no other agreement: it is waited for as long as was agreed to', async () => {
  const { deadline } = harness.reserve()
  harness.announce({ at: harness.market.now + 300 * dayMs })
  expect(harness.reservation()).toMatchObject({ state: 'waiting', deadline })
  harness.release()
  await untilOwned()
})

test('where nothing is known of the artist any more nothing is cancelled by that', async () => {
  harness.reserve()
  harness.isCatalogueKnown = false
  harness.withdraw()
  await harness.restart()
  expect(harness.reservation()?.state).toBe('waiting')
  harness.isCatalogueKnown = true
  harness.release()
  await untilOwned()
})

test('a hub that keeps from a listener that it came out is gone round: the artist is asked once the day has come', async () => {
  harness.reserve()
  await harness.restart()
  expect(harness.freshened).toBe(0)
  harness.onFreshen = () => harness.release()
  harness.market.advanceClock(dayMs)
  await harness.restart()
  await untilOwned()
  expect(harness.freshened).toBe(1)
})

describe('what can’t be reserved', () => {
  test.each([
    ['what nobody announces', () => harness.withdraw(), 'RESERVATION_UNKNOWN'],
    ['what is on sale', () => harness.release(), 'RESERVATION_ON_SALE'],
    [
      'what was to come out more than a month ago',
      () => harness.announce({ at: harness.market.now - comingMaxLateMs }),
      'RESERVATION_UNKNOWN',
    ],
    [
      'what comes out in years',
      () => harness.announce({ at: harness.market.now + comingMaxAheadMs + 1 }),
      'RESERVATION_TOO_FAR',
    ],
    [
      'what is sold on another network',
      () =>
        harness.announce({
          price: {
            amount: toAmount(price),
            chainId: 1,
            tokenNetwork: harness.offered.work.price.tokenNetwork,
          },
        }),
      'ORDER_WRONG_NETWORK',
    ],
    [
      'what costs more than was shown',
      () => harness.announce({ price: { ...harness.offered.work.price, amount: toAmount(price + 1n) } }),
      'ORDER_COSTS_MORE',
    ],
  ])('%s', (_what, change, expected) => {
    change()
    expect(() => harness.reserve()).toThrow(code(expected))
    expect(harness.reservations.list()).toEqual([])
  })

  test('one’s own', () => {
    const own = { label: harness.label, artist: harness.listener.account }
    expect(() =>
      harness.reservations.reserve({ ...own, confirmed: toAmount(price), maximumFee: toAmount(fee) }),
    ).toThrow(code('ORDER_OWN_WORK'))
  })

  test('more than so many works', () => {
    const others = Array.from({ length: maxReservations }, (_, index) => index.toString(16).padStart(32, '0'))
    const { announced } = harness
    for (const id of others) {
      harness.announced = { ...announced, id } as typeof announced
      const label = `track/${id}/1` as typeof harness.label
      harness.reservations.reserve({
        label,
        artist: harness.artist.account,
        confirmed: toAmount(price),
        maximumFee: toAmount(fee),
      })
    }
    harness.announced = announced
    expect(() => harness.reserve()).toThrow(code('RESERVATION_FULL'))
  })
})

test('what was stopped is reserved again as it is announced then', async () => {
  const { id } = harness.reserve()
  harness.withdraw()
  await untilStopped()
  harness.offered = harness.market.reprice(harness.offered, { amount: toAmount(40n) })
  harness.announce({ title: 'Rain, again' })
  expect(harness.reserve()).toMatchObject({
    id,
    state: 'waiting',
    title: 'Rain, again',
    price: 40n,
    code: null,
  })
  harness.release('Rain, again')
  await untilOwned()
  expect(balance()).toBe(startBalance - 40n - fee)
})

type State = keyof typeof reservationMachine.states
const paths: readonly (readonly [string, readonly ReservationEvent[], State, string | null])[] = [
  ['waits', ['reserved'], 'waiting', 'look'],
  ['is ordered', ['reserved', 'onSale'], 'ordering', 'order'],
  ['is an order', ['reserved', 'onSale', 'ordered'], 'ordered', 'follow'],
  ['is bought', ['reserved', 'onSale', 'ordered', 'owned'], 'bought', null],
  ['is bought by hand', ['reserved', 'owned'], 'bought', null],
  ['is not as it was', ['reserved', 'notAsReserved'], 'stopped', null],
  ['can’t be ordered', ['reserved', 'onSale', 'refused'], 'stopped', null],
  ['could not be paid', ['reserved', 'onSale', 'ordered', 'failed'], 'stopped', null],
  ['is taken back', ['reserved', 'takenBack'], 'ended', null],
  ['is taken off the list', ['reserved', 'notAsReserved', 'takenBack'], 'ended', null],
  ['is bought by hand then', ['reserved', 'notAsReserved', 'owned'], 'bought', null],
  ['is reserved again', ['reserved', 'notAsReserved', 'reservedAgain'], 'waiting', 'look'],
  ['has its order taken back', ['reserved', 'onSale', 'ordered', 'orderTakenBack'], 'ended', null],
]

test.each(paths)('a reservation that %s', (_what, events, end, action) => {
  expect(followEvents(reservationMachine, events).at(-1)?.to).toBe(end)
  expect(reservationMachine.states[end]).toBe(action)
})

test('every row of the table is on one of these paths', () => {
  const seen = new Set(paths.flatMap(([, events]) => followEvents(reservationMachine, events)))
  expect(reservationMachine.transitions.filter((row) => !seen.has(row))).toEqual([])
})

describe.each(['before-write', 'after-write', 'after-effect'] as const)('killed %s', (phase) => {
  test.each(['reserved', 'onSale', 'ordered', 'owned'])('of “%s”, it is bought once', async (on) => {
    harness.crashAt((_machine, transition, step) => transition.on === on && step === phase)
    try {
      harness.reserve()
    } catch {
      await harness.restart()
      harness.reserve()
    }
    harness.release()
    await harness.waitUntil(() => harness.owned())
    await harness.restart()
    await untilOwned()
    expect([harness.paid(), balance()]).toEqual([1, startBalance - price - fee])
  })
})
