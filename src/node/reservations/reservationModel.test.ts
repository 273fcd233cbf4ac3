import assert from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBuskerError } from '../../shared/errors.ts'
import { toAmount } from '../../shared/money.ts'
import { fee, startBalance } from '../market/testing/marketFixtures.ts'
import { dayMs, ReservationHarness } from './testing/reservationHarness.ts'

/** What the artist, the listener, the clock and power do, in any order. */
type Step =
  | { readonly do: 'reserve' | 'takeBack' | 'restart' | 'withdraw' | 'stopArtist' | 'startArtist' }
  | { readonly do: 'announce'; readonly title: string; readonly days: number }
  | { readonly do: 'price'; readonly amount: number }
  | { readonly do: 'release'; readonly title: string }
  | { readonly do: 'wait'; readonly days: number }
  | { readonly do: 'time'; readonly isKnown: boolean }

const title = fc.constantFrom('Rain', 'Rain, again')
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('reserve', 'takeBack', 'restart', 'withdraw', 'stopArtist', 'startArtist'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('announce' as const),
      title,
      days: fc.integer({ min: -40, max: 400 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('price' as const), amount: fc.integer({ min: 1, max: 60 }) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), title }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 0, max: 40 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('time' as const), isKnown: fc.boolean() }) },
) as fc.Arbitrary<Step>

class Model {
  readonly harness: ReservationHarness
  /** The most that was ever agreed to at once, and the titles it was agreed to of. */
  agreed = 0n
  readonly titles = new Set<string>()

  constructor(harness: ReservationHarness) {
    this.harness = harness
  }

  async play(action: Step): Promise<void> {
    const { harness } = this
    const { market, artist } = harness
    switch (action.do) {
      case 'reserve':
        return this.#reserve()
      case 'takeBack':
        return this.#takeBack()
      case 'restart':
        return harness.restart()
      case 'withdraw':
        harness.onSale = undefined
        return harness.withdraw()
      case 'stopArtist':
        return artist.stop()
      case 'startArtist':
        if (artist.market === undefined) await artist.start()
        return
      case 'announce':
        if (harness.onSale === undefined)
          harness.announce({ title: action.title, at: Math.max(0, market.now + action.days * dayMs) })
        return
      case 'price':
        harness.offered = market.reprice(harness.offered, { amount: toAmount(BigInt(action.amount)) })
        return
      case 'release':
        return harness.release(action.title)
      case 'wait':
        return market.advanceClock(action.days * dayMs)
      case 'time':
        market.isTimeKnown = action.isKnown
    }
  }

  #reserve(): void {
    try {
      const { price, title: of } = this.harness.reserve()
      if (price > this.agreed) this.agreed = price
      this.titles.add(of)
    } catch (error) {
      if (!isBuskerError(error)) throw error
    }
  }

  #takeBack(): void {
    const reservation = this.harness.reservation()
    try {
      if (reservation !== undefined) this.harness.reservations.takeBack(reservation.id)
    } catch (error) {
      if (!isBuskerError(error)) throw error
    }
  }

  assertInvariants(): void {
    const { harness } = this
    const spent = startBalance - harness.listener.balance()
    assert.ok(harness.paid() <= 1, 'it is paid once')
    assert.ok(spent <= this.agreed + fee, 'no more is paid than was agreed to')
    assert.ok(
      harness.listener.purchases().length === 0 || this.agreed > 0n,
      'nothing is ordered that was not reserved',
    )
    assert.ok(harness.reservations.list().length <= 1, 'a work is reserved once')
  }
}

test('whatever the artist, the listener, the clock and power do, it is paid once at most, and for no more than was agreed to', async () => {
  const anyOrder = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
    const harness = await ReservationHarness.open(30n)
    const model = new Model(harness)
    try {
      for (const action of steps) {
        await model.play(action)
        model.assertInvariants()
      }
      if (harness.artist.market === undefined) await harness.artist.start()
      await harness.waitUntil(() => {
        const state = harness.reservation()?.state
        return state !== 'ordering' && state !== 'ordered'
      })
      model.assertInvariants()
    } finally {
      await harness.close()
    }
  })
  await expect(fc.assert(anyOrder, { numRuns: 40 })).resolves.toBeUndefined()
}, 120_000)
