import type { EventEmitter } from 'node:events'
import type { ApiHandlers, CallContext } from '../../shared/api/define.ts'
import type { basketApi, BasketItem, BoughtWork } from '../../shared/api/basket.ts'
import type { PurchaseView } from '../../shared/api/node.ts'
import { type Address, fromLabel, type Label } from '../../shared/ids.ts'
import type { Basket, BasketOrder } from '../basket/basket.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import type { Purchases } from '../market/purchases.ts'
import { follow } from './follow.ts'
import { type PurchaseViewParts, purchaseViewOf } from './purchaseViews.ts'
import { type QuoteParts, quoteWorks } from './quoteWorks.ts'
import { workViewMapper } from './workViews.ts'

interface Parts extends QuoteParts {
  readonly basket: Pick<Basket, 'list' | 'get' | 'add' | 'remove' | 'buy' | 'stopBuying'>
  readonly purchases: Pick<Purchases, 'findLive' | 'get' | 'refunds'>
  readonly contacts: PurchaseViewParts['contacts']
  readonly events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>
}

/** Answers what several works cost, and buys them. */
export function basketHandlers(parts: Parts): ApiHandlers<typeof basketApi> {
  const { basket, catalogue } = parts
  const view = (): BasketItem[] => {
    const toView = workViewMapper(parts)
    return basket.list().map(({ label, artist, agreed, order, problem }) => {
      const { kind, id } = fromLabel(label)
      const known = catalogue.work(kind, id)
      const work = known === undefined || known.artist !== artist ? null : toView(known)
      return { label, artist, work, isBuying: agreed !== null, order, problem }
    })
  }
  return {
    quoteWorks: async ({ works }) => quoteWorks(parts, works),
    basket: async () => view(),
    async addToBasket({ works }) {
      basket.add(works)
      return view()
    },
    async removeFromBasket({ works }) {
      basket.remove(works)
      return view()
    },
    async buyBasket({ works, follow }, context) {
      basket.buy(
        works.map(({ confirmed, maximumFee, ...work }) => ({ ...work, price: confirmed, fee: maximumFee })),
      )
      if (follow) await followOrders(parts, works, context)
      return works.map((work) => outcomeOf(parts, work))
    },
    async stopBuyingBasket() {
      basket.stopBuying()
      return view()
    },
  }
}

function outcomeOf(parts: Parts, { label, artist }: Pick<BasketOrder, 'label' | 'artist'>): BoughtWork {
  const { basket } = parts
  const entry = basket.get({ label, artist })
  const order = orderOf(parts, label, artist)
  return {
    label,
    artist,
    order: order === undefined ? null : purchaseViewOf(parts, order),
    problem: entry?.problem ?? null,
  }
}

function orderOf({ account, purchases }: Parts, label: Label, artist: Address) {
  const order = purchases.findLive(label, account)
  return order?.seller === artist ? order : undefined
}

/** Tells of every change of the orders until none of the works is being bought any more. */
function followOrders(
  parts: Parts,
  works: readonly Pick<BasketOrder, 'label' | 'artist'>[],
  { signal, report }: CallContext<PurchaseView>,
): Promise<void> {
  const { purchases, events } = parts
  const whenLeft = 'Nobody follows these orders any more.'
  return follow<void>({ events, signal, whenLeft }, ({ resolve }) => {
    const basket = () => {
      if (works.every((work) => (parts.basket.get(work)?.agreed ?? null) === null)) resolve()
    }
    const purchase = (id: string) => {
      const order = purchases.get(id)
      const isOne = works.some(({ label, artist }) => label === order?.label && artist === order.seller)
      if (order !== undefined && isOne) report(purchaseViewOf(parts, order))
    }
    return { listeners: { basket, purchase }, look: basket }
  })
}
