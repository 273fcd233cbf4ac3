import { decodeText, encodeText } from '../../protocol/codec.ts'
import { identityMaxBytes, signedIdentity, verifyIdentity } from '../../protocol/identity.ts'
import { receipt as receiptSchema, receiptMaxBytes, verifyReceipt } from '../../protocol/purchase.ts'
import type { ApiHandlers, Asking } from '../../shared/api/define.ts'
import type { NodeApi, PurchaseView } from '../../shared/api/node.ts'
import { BuskerError } from '../../shared/errors.ts'
import { toLabel } from '../../shared/ids.ts'
import type { Node } from '../createNode.ts'
import { receiptOf } from '../market/purchases.ts'
import { workOf } from './catalogueHandlers.ts'
import { viewPurchase, viewSale } from './views.ts'

type Methods = Pick<
  ApiHandlers<NodeApi>,
  'identity' | 'buy' | 'confirm' | 'cancel' | 'purchases' | 'purchase' | 'receipt' | 'verifyReceipt' | 'sales'
>

export function orderHandlers(node: Node): Methods {
  const { buyer, seller } = node.market
  const { keys, network } = node.options
  const show = (id: string) => viewPurchase(known(node, id))

  return {
    identity: async () => ({ card: encodeText(signedIdentity, keys.identity) }),

    async buy({ label, artist, confirmed, maximumFee, gift, follow }, asking) {
      const work = workOf(node, label, artist)
      if (toLabel(work.kind, work.id, work.edition) !== label) {
        throw new BuskerError(
          'ORDER_NOT_ON_SALE',
          'There is a newer edition of this. Nothing was paid; buy that one.',
        )
      }
      const recipient = gift === undefined ? undefined : await readCard(gift)
      const purchase = await buyer.buy({
        work: { label, manifest: work.manifest, artist: work.artist },
        confirmed: confirmed ?? null,
        maximumFee: maximumFee ?? network.hub.maximumFee,
        ...(recipient && { recipient }),
      })
      return follow ? followPurchase(node, purchase.id, asking) : viewPurchase(purchase)
    },
    async confirm({ id, amount }) {
      buyer.confirm(id, amount)
      return show(id)
    },
    async cancel({ id }) {
      buyer.cancel(id)
      return show(id)
    },
    purchases: async () => buyer.purchases.list().map(viewPurchase),
    purchase: async ({ id, follow }, asking) => (follow ? followPurchase(node, id, asking) : show(id)),

    async receipt({ id }) {
      const receipt = receiptOf(known(node, id))
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
    sales: async () => seller.sales.list().map(viewSale),
  }
}

/** Tells of every change of an order until it is settled or its access is there. */
async function followPurchase(
  node: Node,
  id: string,
  { signal, report }: Asking<PurchaseView>,
): Promise<PurchaseView> {
  const done = Promise.withResolvers<PurchaseView>()
  const look = (changed: string) => {
    if (changed !== id) return
    const view = viewPurchase(known(node, id))
    report(view)
    if (view.isSettled || view.hasAccess) done.resolve(view)
  }
  const stop = () => done.reject(new BuskerError('CONTROL_CANCELLED', 'Nobody follows this order any more.'))
  node.events.on('purchase', look)
  signal.addEventListener('abort', stop, { once: true })
  try {
    look(id)
    return await done.promise
  } finally {
    node.events.off('purchase', look)
    signal.removeEventListener('abort', stop)
  }
}

function known(node: Node, id: string) {
  const { purchases } = node.market.buyer
  const purchase = purchases.get(id)
  if (purchase === undefined) {
    throw new BuskerError('ORDER_UNKNOWN', 'There is no such order. List them with: busker orders')
  }
  return purchase
}

async function readCard(text: string) {
  const card = decodeText(signedIdentity, text, identityMaxBytes)
  await verifyIdentity(card)
  return card
}
