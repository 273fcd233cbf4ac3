import { viewUpload } from '../../node/api/studioHandlers.ts'
import { viewPurchase, viewSale } from '../../node/api/views.ts'
import type { Node, NodeEvents } from '../../node/createNode.ts'
import type { IpcEvent, IpcEventValue } from '../../shared/ipc.ts'

/** Tells windows something. */
export type Tell = <E extends IpcEvent>(event: E, value: IpcEventValue<E>) => void

/** Tells windows what happens in a node, in the form they know. @returns unsubscribe */
export function passOnEvents(node: Node, tell: Tell): () => void {
  const { events, market } = node
  const listeners: { [E in keyof NodeEvents]?: (...args: NodeEvents[E]) => void } = {
    purchase: (id) => {
      const purchase = market.buyer.purchases.get(id)
      if (purchase !== undefined) tell('node.purchase', viewPurchase(purchase))
    },
    sale: (id) => {
      const sale = market.seller.sales.get(id)
      if (sale !== undefined) tell('node.sale', viewSale(sale))
    },
    part: (health) => tell('node.part', health),
    connection: () => tell('node.connection', {}),
    catalogue: () => tell('node.catalogue', {}),
    upload: (id) => {
      const upload = viewUpload(node, id)
      if (upload !== undefined) tell('node.upload', upload)
    },
  }
  const entries = Object.entries(listeners) as [keyof NodeEvents, never][]
  for (const [event, listener] of entries) events.on(event, listener)
  return () => {
    for (const [event, listener] of entries) events.off(event, listener)
  }
}
