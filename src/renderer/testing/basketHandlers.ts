import type { ApiHandlers } from '../../shared/api/define.ts'
import type { basketApi, BasketItem, QuotedWork } from '../../shared/api/basket.ts'
import type { WorkView } from '../../shared/api/node.ts'
import { toAmount } from '../../shared/money.ts'
import type { AppFixture } from './appFixture.ts'
import { tokens } from './fixtures/seededValues.ts'

/** A work as it lies in the basket. */
export const basketItem = (work: WorkView, more: Partial<BasketItem> = {}): BasketItem => ({
  label: work.label,
  artist: work.artist,
  recipient: null,
  work,
  isBuying: false,
  order: null,
  problem: null,
  ...more,
})

/** What works cost, as a node would say it. */
export function quoteOf(works: readonly WorkView[]) {
  const quoted = works.map((work): QuotedWork => {
    const state = work.isOwn ? 'own' : work.isOwned ? 'owned' : 'ready'
    return { label: work.label, recipient: null, state, work, fee: state === 'ready' ? tokens(0.001) : null }
  })
  const ready = quoted.filter(({ state }) => state === 'ready')
  const price = ready.reduce((sum, { work }) => sum + (work?.price ?? 0n), 0n)
  return {
    works: quoted,
    price: toAmount(price),
    fee: toAmount(tokens(0.001) * BigInt(ready.length)),
    isFeeKnown: true,
  }
}

/** The basket of a fixture. A mutation changes only its own answer. */
export function basketHandlers({ basket, market }: AppFixture): ApiHandlers<typeof basketApi> {
  const items = async () => basket.map((work) => basketItem(work))
  const known = (label: string) => [...basket, ...market].filter((work) => work.label === label).slice(0, 1)
  return {
    quoteWorks: async ({ works }) => quoteOf(works.flatMap(({ label }) => known(label))),
    basket: items,
    addToBasket: items,
    removeFromBasket: items,
    readdressInBasket: items,
    dedicateInBasket: items,
    buyBasket: async ({ works }) =>
      works.map(({ label, artist }) => ({ label, artist, order: null, problem: null })),
    stopBuyingBasket: items,
  }
}
