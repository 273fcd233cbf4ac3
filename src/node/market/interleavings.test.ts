import assert from 'node:assert/strict'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBuskerError } from '../../shared/errors.ts'
import { cidText } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { purchaseStates, saleStates } from '../../shared/orderStates.ts'
import { purchaseMachine } from './purchaseMachine.ts'
import { saleMachine } from './saleMachine.ts'
import { startBalance, type WorkFixture } from './testing/marketFixtures.ts'
import { MarketHarness } from './testing/marketHarness.ts'
import type { Trader } from './testing/trader.ts'

/** What people, hub, clock and power do, in any order. `who`: 0 the artist, then those who pay for one recipient. */
type Step =
  | { readonly do: 'buy'; readonly who: number }
  | { readonly do: 'restart' | 'stop' | 'start'; readonly who: number }
  | { readonly do: 'hub'; readonly flag: (typeof hubFlags)[number]; readonly isSo: boolean }
  | { readonly do: 'price'; readonly amount: number }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'gas'; readonly wei: number }

const hubFlags = ['isHubUp', 'isForwarding', 'isUnlocking', 'isHubTalking'] as const
const payer = fc.integer({ min: 1, max: 3 })
const anyone = fc.integer({ min: 0, max: 3 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('buy' as const), who: payer }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('restart', 'stop', 'start'), who: anyone }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('hub' as const),
      flag: fc.constantFrom(...hubFlags),
      isSo: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('price' as const), amount: fc.integer({ min: 1, max: 200 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.constantFrom(1_000, 21_000, 45_000, 700_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('gas' as const), wei: fc.constantFrom(0, 1_000) }) },
)

/** One market with an artist, a recipient who buys too, and two who give it to the recipient. */
class Model {
  readonly #harness: MarketHarness
  readonly #traders: readonly Trader[]
  #offered: WorkFixture
  #editions = 0

  private constructor(harness: MarketHarness, offered: WorkFixture) {
    this.#harness = harness
    this.#traders = harness.traders
    this.#offered = offered
  }

  static async open(): Promise<Model> {
    const harness = await MarketHarness.open()
    const artist = await harness.addTrader()
    for (let index = 0; index < 3; index += 1) await harness.addTrader()
    for (const trader of harness.traders) await trader.start()
    return new Model(harness, await harness.addWork(artist, 100n))
  }

  close(): Promise<void> {
    return this.#harness.close()
  }

  async play(action: Step): Promise<void> {
    const harness = this.#harness
    switch (action.do) {
      case 'buy':
        return this.#buy(this.#trader(action.who))
      case 'stop':
        return this.#trader(action.who).stop()
      case 'start':
        return this.#start(this.#trader(action.who))
      case 'restart':
        await this.#trader(action.who).stop()
        return this.#start(this.#trader(action.who))
      case 'hub':
        harness.raiden[action.flag] = action.isSo
        return
      case 'price':
        return this.#reprice(action.amount)
      case 'wait':
        return harness.advanceClock(action.ms)
      case 'gas':
        harness.raiden.registry.balanceWei = BigInt(action.wei)
    }
  }

  /** Everybody's node runs, and time passes, with the hub as it is: every order comes to its end. */
  async settle(): Promise<void> {
    for (const trader of this.#traders) await this.#start(trader)
    const isSettled = () => this.#openOrders().length === 0
    for (const ms of [1_000, 45_000, 700_000, 25 * 3600_000, 45_000, 45_000]) {
      this.#harness.advanceClock(ms)
      await this.#rest(isSettled)
    }
    await this.#harness.waitUntil(isSettled)
  }

  assertInvariants(): void {
    for (const trader of this.#traders.filter(({ market }) => market !== undefined)) {
      for (const { state, deadline } of trader.purchases()) {
        if (purchaseStates[state].isSettled) continue
        assert.ok(purchaseMachine.states[state] !== null && deadline !== null, `purchase ${state} goes on`)
      }
      const granted = trader.sales().filter(({ state }) => saleStates[state].money !== 'untouched')
      assert.ok(granted.length <= 1, 'one sale of one label to one recipient')
      for (const { state, deadline } of trader.sales()) {
        if (saleStates[state].isSettled) continue
        assert.ok(saleMachine.states[state] !== null && deadline !== null, `sale ${state} goes on`)
      }
    }
    const { raiden } = this.#harness
    assert.ok(raiden.countPaid(this.#trader(0).account) <= 1, 'nobody pays twice for one label and recipient')
    assert.equal(
      this.#harness.totalMoney(),
      startBalance * BigInt(this.#traders.length),
      'money is conserved',
    )
  }

  /** Whoever paid, the recipient can play it; and it can only if the artist granted it, once. */
  assertOutcome(): void {
    const [artist, recipient] = [this.#trader(0), this.#trader(1)]
    const grants = artist.grants?.list().length ?? 0
    assert.ok(grants <= 1, 'exactly one policy')
    if (recipient.keyOf(this.#offered) !== undefined) assert.equal(grants, 1)
    if (this.#harness.raiden.countPaid(artist.account) === 1) assert.equal(grants, 1, 'paid, so granted')
  }

  #trader(who: number): Trader {
    return this.#traders[who] ?? assert.fail('There is nobody of that number.')
  }

  async #start(trader: Trader): Promise<void> {
    if (trader.market === undefined) await trader.start()
  }

  async #buy(trader: Trader): Promise<void> {
    if (trader.market === undefined) return
    const recipient = this.#trader(1)
    const gift = trader === recipient ? {} : { recipient: recipient.keys.identity }
    try {
      await trader.buy(this.#offered, gift)
    } catch (error) {
      if (!isBuskerError(error)) throw error
    }
  }

  #reprice(amount: number): void {
    const { work } = this.#offered
    this.#editions += 1
    const manifest = cidText.parse(`${work.manifest.slice(0, 60)}${'q'.repeat(this.#editions)}`)
    const price = { ...work.price, amount: toAmount(BigInt(amount)) }
    this.#harness.works.set(manifest, { ...work, manifest, price })
    this.#harness.onSale.set(work.label, manifest)
    this.#offered = { ...this.#offered, work: { ...work, manifest, price } }
  }

  #openOrders(): string[] {
    return this.#traders
      .flatMap((trader) => [
        ...trader.purchases().filter(({ state }) => !purchaseStates[state].isSettled && state !== 'joined'),
        ...trader.sales().filter(({ state }) => !saleStates[state].isSettled),
      ])
      .map(({ id, state }) => `${state} ${id}`)
  }

  /** Resolves when what is under way has come to rest, or at once where it has ended. */
  async #rest(isSettled: () => boolean): Promise<void> {
    for (let turn = 0; turn < 200 && !isSettled(); turn += 1) {
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
}

test('whatever people, hub, clock and power do: one payment a label and recipient, and every order ends', async () => {
  const anyOrder = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
    const model = await Model.open()
    try {
      for (const action of steps) {
        await model.play(action)
        model.assertInvariants()
      }
      await model.settle()
      model.assertInvariants()
      model.assertOutcome()
    } finally {
      await model.close()
    }
  })
  const played = await fc.check(anyOrder, { numRuns: 15, interruptAfterTimeLimit: 12_000 })
  expect(fc.defaultReportMessage(played)).toBeUndefined()
}, 60_000)
