import type { EventEmitter } from 'node:events'
import { encodeText } from '../../protocol/codec.ts'
import { type SignedIdentity, signedIdentity } from '../../protocol/identity.ts'
import { receipt as receiptSchema } from '../../protocol/purchase.ts'
import type { Greeting } from '../../protocol/greeting.ts'
import type { ApiHandlers, CallContext, Input } from '../../shared/api/define.ts'
import type { NodeApi, PurchaseView } from '../../shared/api/node.ts'
import { readCode } from '../../shared/workCodes.ts'
import { codeHash } from '../../protocol/codeHash.ts'
import { BuskerError } from '../../shared/errors.ts'
import { toLabel } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import type { Buyer } from '../market/buyer.ts'
import type { Market } from '../market/market.ts'
import { placeOrder } from '../market/placeOrder.ts'
import { type Purchase, type Purchases, receiptOf } from '../market/purchases.ts'
import type { Refunder } from '../market/refunder.ts'
import type { Thanker } from '../market/thanker.ts'
import type { Sale, Sales } from '../market/sales.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { Receipt } from '../../protocol/purchase.ts'
import { checkReceipt } from '../receipts/checkReceipt.ts'
import { follow } from './follow.ts'
import { type PurchaseViewParts, purchaseViewOf } from './purchaseViews.ts'
import { type SaleViewParts, saleViewFrom, saleViewsFrom } from './saleViews.ts'
import { toDedication } from './toDedication.ts'
import { requireWork } from './workViews.ts'

type Methods = Pick<
  ApiHandlers<NodeApi>,
  | 'identity'
  | 'buy'
  | 'redeem'
  | 'confirm'
  | 'cancel'
  | 'purchases'
  | 'purchase'
  | 'receipt'
  | 'receiptPage'
  | 'verifyReceipt'
  | 'sales'
  | 'waiveDebt'
  | 'refund'
  | 'takeBackRefund'
  | 'thank'
  | 'standingThanks'
  | 'setStandingThanks'
  | 'lastGreeting'
  | 'lastDedication'
>

interface FollowParts extends PurchaseViewParts {
  readonly purchases: Pick<Purchases, 'get' | 'list' | 'refunds' | 'lastGreeting' | 'lastDedication'>
  readonly events: Pick<EventEmitter<NodeEvents>, 'on' | 'off'>
}

interface Parts extends FollowParts {
  /** The node's owner. */
  readonly identity: SignedIdentity
  readonly catalogue: Pick<CatalogueService, 'work' | 'edition'>
  readonly network: Pick<NetworkProfile, 'name' | 'token' | 'chain' | 'contracts'>
  readonly discovery: Pick<Discovery, 'lookUp'>
  readonly buyer: Pick<Buyer, 'buy' | 'redeem' | 'confirm' | 'cancel'>
  readonly sales: Pick<Sales, 'get' | 'list'>
  readonly refunder: Pick<Refunder, 'begin' | 'takeBack' | 'refunds'>
  readonly thanker: Pick<Thanker, 'write' | 'standing' | 'setStanding' | 'notes'>
  readonly codes: SaleViewParts['codes']
  readonly ledger: SaleViewParts['ledger']
  readonly market: Pick<Market, 'waiveDebt'>
  /** Whom a gift is for, by what the buyer says of them. */
  readonly recipientOf: (gift: string) => Promise<SignedIdentity>
  /** The most a payment may cost on top, where the buyer does not say. */
  readonly maximumFee: Amount
}

/** Whom a gift is for. @throws BuskerError `GIFT_TO_ONESELF`, and what {@link Parts.recipientOf} throws */
async function somebodyElse({ account, recipientOf }: Parts, gift: string): Promise<SignedIdentity> {
  const recipient = await recipientOf(gift)
  if (recipient.body.account !== account) return recipient
  throw new BuskerError(
    'GIFT_TO_ONESELF',
    'This is your own card: a gift goes to somebody else. Nothing was paid.',
  )
}

/** Answers what buyers and sellers ask about orders. */
export function orderHandlers(parts: Parts): Methods {
  const { identity, catalogue, network, discovery, buyer, purchases, sales, refunder, thanker } = parts
  const saleView = (sale: Sale) => saleViewFrom(parts, sale)
  const saleViewOf = (id: string) => saleView(requireSale(sales, id))
  const purchaseView = (id: string) => purchaseViewOf(parts, requirePurchase(purchases, id))

  return {
    identity: async () => ({ card: encodeText(signedIdentity, identity) }),

    async buy({ label, artist, amount, confirmed, maximumFee, gift, greeting, dedication, follow }, context) {
      const recipient = gift === undefined ? undefined : await somebodyElse(parts, gift)
      const purchase = await placeOrder(parts, {
        label,
        artist,
        amount,
        confirmed: confirmed ?? null,
        maximumFee: maximumFee ?? parts.maximumFee,
        ...(recipient && { recipient }),
        greeting: toGreeting(greeting),
        dedication: toDedication(dedication),
      })
      return follow ? followPurchase(parts, purchase.id, context) : purchaseViewOf(parts, purchase)
    },
    async redeem({ label, artist, code, follow }, context) {
      const read = readCode(code)
      if (read === undefined) {
        throw new BuskerError(
          'ORDER_CODE_UNKNOWN',
          'This is no code: one has four groups of four letters and digits. Nothing was asked.',
        )
      }
      await discovery.lookUp(label, artist)
      const { kind, id, edition, manifest, artist: seller } = requireWork(catalogue, label, artist)
      const work = { label: toLabel(kind, id, edition), manifest, artist: seller }
      const purchase = await buyer.redeem(work, codeHash(read))
      return follow ? followPurchase(parts, purchase.id, context) : purchaseViewOf(parts, purchase)
    },
    async confirm({ id, amount, maximumFee }) {
      buyer.confirm(id, amount, maximumFee)
      return purchaseView(id)
    },
    async cancel({ id }) {
      buyer.cancel(id)
      return purchaseView(id)
    },
    purchases: async () => purchases.list().map((purchase) => purchaseViewOf(parts, purchase)),
    purchase: async ({ id, follow }, context) =>
      follow ? followPurchase(parts, id, context) : purchaseView(id),

    receipt: async ({ id }) => ({
      receipt: encodeText(receiptSchema, requireReceipt(requirePurchase(purchases, id))),
    }),
    async receiptPage({ id }) {
      const purchase = requirePurchase(purchases, id)
      const receipt = requireReceipt(purchase)
      const { label, fee, createdAt } = purchase
      const work = catalogue.edition(label)
      const { receiptPage } = await import('../receipts/receiptPage.ts')
      const page = receiptPage({
        ...receipt.invoice.invoice,
        id,
        fee,
        refunded: purchases.refunds.of(purchase.orderId)?.amount,
        orderedAt: createdAt,
        title: work?.title ?? label,
        artistName: work?.artistName ?? purchase.seller,
        network,
        proof: encodeText(receiptSchema, receipt),
      })
      return { page }
    },
    async verifyReceipt({ receipt }) {
      const facts = await checkReceipt(receipt)
      const { title = null, artistName = null } = catalogue.edition(facts.label) ?? {}
      const isOnThisNetwork =
        facts.chainId === network.chain.id && facts.tokenNetwork === network.contracts.tokenNetwork
      return { ...facts, title, artistName, isOnThisNetwork }
    },
    sales: async () => saleViewsFrom(parts, sales.list()),
    waiveDebt: async ({ id }) => saleView(parts.market.waiveDebt(id)),
    async thank({ id, text }) {
      thanker.write(id, text)
      return saleViewOf(id)
    },
    standingThanks: async () => ({ text: thanker.standing() }),
    async setStandingThanks({ text }) {
      thanker.setStanding(text === '' ? null : text)
      return { text: thanker.standing() }
    },
    async lastGreeting() {
      const { name = null, wantsThanks = true } = purchases.lastGreeting() ?? {}
      return { name, wantsThanks }
    },
    async lastDedication() {
      return { name: purchases.lastDedication(parts.account)?.name ?? null }
    },
    async refund({ id, ...wish }) {
      refunder.begin(id, wish)
      return saleViewOf(id)
    },
    async takeBackRefund({ id }) {
      refunder.takeBack(id)
      return saleViewOf(id)
    },
  }
}

/** Tells of every change of an order until it is settled or its access is there. */
function followPurchase(
  parts: FollowParts,
  id: string,
  { signal, report }: CallContext<PurchaseView>,
): Promise<PurchaseView> {
  const { purchases, events } = parts
  const whenLeft = 'Nobody follows this order any more.'
  return follow<PurchaseView>({ events, signal, whenLeft }, ({ resolve }) => {
    const purchase = (changed: string) => {
      if (changed !== id) return
      const view = purchaseViewOf(parts, requirePurchase(purchases, id))
      report(view)
      if (view.isSettled || view.hasAccess) resolve(view)
    }
    return { listeners: { purchase }, look: () => purchase(id) }
  })
}

/** @throws BuskerError `ORDER_UNPAID` */
function requireReceipt(purchase: Purchase): Receipt {
  const receipt = receiptOf(purchase)
  if (receipt !== undefined) return receipt
  throw new BuskerError('ORDER_UNPAID', 'There is no receipt: nothing was paid yet.')
}

/** Nothing is said where nothing was written and a note is welcome. */
function toGreeting(said: Input<NodeApi['buy']>['greeting']): Greeting | undefined {
  if (said === undefined) return undefined
  const { name, note = '', wantsThanks } = said
  const greeting = { ...(name !== undefined && { name }), ...(note !== '' && { note }), wantsThanks }
  return wantsThanks && Object.keys(greeting).length === 1 ? undefined : greeting
}

function requireSale(sales: Pick<Sales, 'get'>, id: string): Sale {
  const sale = sales.get(id)
  if (sale === undefined) throw new BuskerError('ORDER_UNKNOWN', `There is no sale ${id}.`)
  return sale
}

function requirePurchase(purchases: Pick<Purchases, 'get'>, id: string): Purchase {
  const purchase = purchases.get(id)
  if (purchase === undefined) {
    throw new BuskerError('ORDER_UNKNOWN', 'There is no such order. List them with: busker orders')
  }
  return purchase
}
