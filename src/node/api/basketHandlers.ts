import type { EventEmitter } from 'node:events'
import type { ApiHandlers, CallContext } from '../../shared/api/define.ts'
import type { basketApi, BasketItem, BoughtWork } from '../../shared/api/basket.ts'
import type { PurchaseView } from '../../shared/api/node.ts'
import { asPresent } from '../../shared/asPresent.ts'
import { type Address, fromLabel, type Label } from '../../shared/ids.ts'
import type { Basket } from '../basket/basket.ts'
import type { BasketWork } from '../basket/basketRecords.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import type { Purchases } from '../market/purchases.ts'
import { follow } from './follow.ts'
import { type PurchaseViewParts, purchaseViewOf } from './purchaseViews.ts'
import { type QuoteParts, quoteWorks } from './quoteWorks.ts'
import { toDedication } from './toDedication.ts'
import { workViewMapper } from './workViews.ts'

interface Parts extends QuoteParts, Pick<PurchaseViewParts, 'contacts' | 'people'> {
  readonly basket: Pick<
    Basket,
    'list' | 'get' | 'add' | 'remove' | 'readdress' | 'dedicate' | 'buy' | 'stopBuying'
  >
  readonly purchases: Pick<Purchases, 'findLive' | 'get' | 'refunds'>
  readonly events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>
}

interface Chosen {
  readonly label: Label
  readonly artist: Address
  readonly recipient?: Address | undefined
}

/** Answers what several works cost, and buys them. */
export function basketHandlers(parts: Parts): ApiHandlers<typeof basketApi> {
  const { basket, catalogue, people, account } = parts
  /** Oneself among one's contacts is oneself. */
  const to = (recipient: Address | null | undefined) => (recipient === account ? null : (recipient ?? null))
  const workOf = ({ label, artist, recipient }: Chosen): BasketWork => ({
    label,
    artist,
    recipient: to(recipient),
  })
  const view = (): BasketItem[] => {
    const toView = workViewMapper(parts)
    return basket.list().map(({ label, artist, recipient: to, dedication, agreed, order, problem }) => {
      const { kind, id } = fromLabel(label)
      const known = catalogue.work(kind, id)
      const work = known === undefined || known.artist !== artist ? null : toView(known)
      const recipient = to === null ? null : { account: to, name: people.get(to)?.name ?? null }
      return {
        label,
        artist,
        recipient,
        ...(dedication !== null && { dedication }),
        work: work === null || to === null ? work : asPresent(work),
        isBuying: agreed !== null,
        order,
        problem,
      }
    })
  }
  return {
    quoteWorks: async ({ works }) =>
      quoteWorks(
        parts,
        works.map(({ recipient, ...work }) => ({ ...work, recipient: to(recipient) })),
      ),
    basket: async () => view(),
    async addToBasket({ works }) {
      basket.add(works.map(workOf))
      return view()
    },
    async removeFromBasket({ works }) {
      basket.remove(works.map(workOf))
      return view()
    },
    async readdressInBasket({ work, to: recipient }) {
      basket.readdress(workOf(work), to(recipient))
      return view()
    },
    async dedicateInBasket({ work, dedication }) {
      basket.dedicate(workOf(work), toDedication(dedication) ?? null)
      return view()
    },
    async buyBasket({ works, follow }, context) {
      basket.buy(
        works.map(({ confirmed, maximumFee, ...work }) => ({
          ...workOf(work),
          price: confirmed,
          fee: maximumFee,
        })),
      )
      const bought = works.map(workOf)
      if (follow) await followOrders(parts, bought, context)
      return bought.map((work) => outcomeOf(parts, work))
    },
    async stopBuyingBasket() {
      basket.stopBuying()
      return view()
    },
  }
}

function outcomeOf(parts: Parts, work: BasketWork): BoughtWork {
  const { label, artist, recipient } = work
  const entry = parts.basket.get(work)
  const order = orderOf(parts, work)
  return {
    label,
    artist,
    ...(recipient !== null && { recipient }),
    order: order === undefined ? null : purchaseViewOf(parts, order),
    problem: entry?.problem ?? null,
  }
}

function orderOf({ account, purchases }: Parts, { label, artist, recipient }: BasketWork) {
  const order = purchases.findLive(label, recipient ?? account)
  return order?.seller === artist ? order : undefined
}

/** Tells of every change of the orders until none of the works is being bought any more. */
function followOrders(
  parts: Parts,
  works: readonly BasketWork[],
  { signal, report }: CallContext<PurchaseView>,
): Promise<void> {
  const { account, purchases, events } = parts
  const whenLeft = 'Nobody follows these orders any more.'
  return follow<void>({ events, signal, whenLeft }, ({ resolve }) => {
    const basket = () => {
      if (works.every((work) => (parts.basket.get(work)?.agreed ?? null) === null)) resolve()
    }
    const purchase = (id: string) => {
      const order = purchases.get(id)
      const isOne = works.some(
        ({ label, artist, recipient }) =>
          label === order?.label && artist === order.seller && (recipient ?? account) === order.recipient,
      )
      if (order !== undefined && isOne) report(purchaseViewOf(parts, order))
    }
    return { listeners: { basket, purchase }, look: basket }
  })
}
