import { decodeText, encodeText } from '../../protocol/codec.ts'
import { identityMaxBytes, signedIdentity, verifyIdentity } from '../../protocol/identity.ts'
import { receipt as receiptSchema, receiptMaxBytes, verifyReceipt } from '../../protocol/purchase.ts'
import type { ApiHandlers, CallContext } from '../../shared/api/define.ts'
import type { NodeApi, PurchaseView } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import { toLabel } from '../../shared/ids.ts'
import type { BuskerNode } from '../createNode.ts'
import { receiptOf } from '../market/purchases.ts'
import { requireWork } from './catalogueHandlers.ts'
import { toPurchaseView, toSaleView } from './viewMappers.ts'

type Methods = Pick<
  ApiHandlers<NodeApi>,
  'identity' | 'buy' | 'confirm' | 'cancel' | 'purchases' | 'purchase' | 'receipt' | 'verifyReceipt' | 'sales'
>

export function orderHandlers(node: BuskerNode): Methods {
  const { buyer, seller } = node.market
  const { keys, network } = node.options
  const purchaseView = (id: string) => toPurchaseView(requirePurchase(node, id))

  return {
    identity: async () => ({ card: encodeText(signedIdentity, keys.identity) }),

    async buy({ label, artist, confirmed, maximumFee, gift, follow }, asking) {
      const work = requireWork(node, label, artist)
      if (toLabel(work.kind, work.id, work.edition) !== label) {
        throw new BuskerError(
          'ORDER_NOT_ON_SALE',
          'There is a newer edition of this. Nothing was paid; buy that one.',
        )
      }
      const recipient = gift === undefined ? undefined : await readIdentityCard(gift)
      const purchase = await buyer.buy({
        work: { label, manifest: work.manifest, artist: work.artist },
        confirmed: confirmed ?? null,
        maximumFee: maximumFee ?? network.hub.maximumFee,
        ...(recipient && { recipient }),
      })
      return follow ? followPurchase(node, purchase.id, asking) : toPurchaseView(purchase)
    },
    async confirm({ id, amount }) {
      buyer.confirm(id, amount)
      return purchaseView(id)
    },
    async cancel({ id }) {
      buyer.cancel(id)
      return purchaseView(id)
    },
    purchases: async () => buyer.purchases.list().map(toPurchaseView),
    purchase: async ({ id, follow }, asking) =>
      follow ? followPurchase(node, id, asking) : purchaseView(id),

    async receipt({ id }) {
      const receipt = receiptOf(requirePurchase(node, id))
      if (receipt === undefined)
        throw new BuskerError('ORDER_UNPAID', 'There is no receipt: nothing was paid yet.')
      return { receipt: encodeText(receiptSchema, receipt) }
    },
    async verifyReceipt({ receipt: text }) {
      const receipt = decodeText(receiptSchema, text, receiptMaxBytes)
      await verifyReceipt(receipt)
      const { seller: paid, buyer: payer, recipient, label, amount } = receipt.invoice.invoice
      return { seller: paid, buyer: payer, recipient, label, amount }
    },
    sales: async () => seller.sales.list().map(toSaleView),
  }
}

/** Tells of every change of an order until it is settled or its access is there. */
async function followPurchase(
  node: BuskerNode,
  id: string,
  { signal, report }: CallContext<PurchaseView>,
): Promise<PurchaseView> {
  const done = Promise.withResolvers<PurchaseView>()
  const onChange = (changed: string) => {
    if (changed !== id) return
    const view = toPurchaseView(requirePurchase(node, id))
    report(view)
    if (view.isSettled || view.hasAccess) done.resolve(view)
  }
  const stop = () => done.reject(new BuskerError('CONTROL_CANCELLED', 'Nobody follows this order any more.'))
  node.events.on('purchase', onChange)
  signal.addEventListener('abort', stop, { once: true })
  try {
    onChange(id)
    return await done.promise
  } finally {
    node.events.off('purchase', onChange)
    signal.removeEventListener('abort', stop)
  }
}

function requirePurchase(node: BuskerNode, id: string) {
  const { purchases } = node.market.buyer
  const purchase = purchases.get(id)
  if (purchase === undefined) {
    throw new BuskerError('ORDER_UNKNOWN', 'There is no such order. List them with: busker orders')
  }
  return purchase
}

async function readIdentityCard(text: string) {
  const card = decodeText(signedIdentity, text, identityMaxBytes)
  await verifyIdentity(card)
  return card
}
