import type { EventEmitter } from 'node:events'
import { type UploadViewParts, uploadViewOf } from '../../node/api/uploadViews.ts'
import { type PurchaseViewParts, purchaseViewOf } from '../../node/api/purchaseViews.ts'
import { saleViewFrom } from '../../node/api/saleViews.ts'
import { type EditionViewParts, viewsOfLabels } from '../../node/api/workViews.ts'
import type { Market } from '../../node/market/market.ts'
import { listenTo } from '../../node/lifecycle/listenTo.ts'
import type { NodeEvents } from '../../node/lifecycle/nodeEvents.ts'
import type { IpcEvent, IpcEventValue } from '../../shared/ipc.ts'

/** Sends an event to the windows. */
export type SendEvent = <E extends IpcEvent>(event: E, value: IpcEventValue<E>) => void

interface EventSources extends UploadViewParts, EditionViewParts {
  readonly catalogue: UploadViewParts['catalogue'] & EditionViewParts['catalogue']
  readonly events: EventEmitter<NodeEvents>
  readonly market: Pick<Market, 'buyer' | 'seller' | 'ledger'>
  readonly people: PurchaseViewParts['people']
}

/** Forwards a node's events to the windows, as IPC events. @returns unsubscribe */
export function forwardNodeEvents(sources: EventSources, send: SendEvent): () => void {
  const { account, events, market, people } = sources
  return listenTo(events, {
    purchase: (id) => {
      const { purchases, contacts } = market.buyer
      const purchase = purchases.get(id)
      if (purchase !== undefined)
        send('node.purchase', purchaseViewOf({ account, people, purchases, contacts }, purchase))
    },
    sale: (id) => {
      const sale = market.seller.sales.get(id)
      const { codes, refunder, thanker } = market.seller
      const parts = { codes, refunder, thanker, ledger: market.ledger }
      if (sale !== undefined) send('node.sale', saleViewFrom(parts, sale))
    },
    currency: () => send('node.currency', {}),
    phone: () => send('node.phone', {}),
    localFiles: () => send('node.localFiles', {}),
    download: (label) => send('node.download', { label }),
    payment: () => send('node.payment', {}),
    gifts: () => send('node.gifts', {}),
    collection: () => send('node.collection', {}),
    basket: () => send('node.basket', {}),
    reservation: () => send('node.reservation', {}),
    part: (health) => send('node.part', health),
    connection: () => send('node.connection', {}),
    warnings: () => send('node.warnings', {}),
    catalogue: () => send('node.catalogue', {}),
    newWorks: (labels) => send('node.newWorks', { works: viewsOfLabels(sources, labels) }),
    upload: (id) => {
      const upload = uploadViewOf(sources, id)
      if (upload !== undefined) send('node.upload', upload)
    },
  })
}
