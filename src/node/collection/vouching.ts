import type { Caller, Peer } from '../../ipfs/peer.ts'
import { boughtProtocol } from '../../protocol/bought.ts'
import { type SignedBoughtStatement, signBought } from '../../protocol/collections.ts'
import { type Receipt, verifyReceipt } from '../../protocol/purchase.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, fromLabel, type OrderId } from '../../shared/ids.ts'
import { isEarned } from '../../shared/orderStates.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Keys } from '../keys/keys.ts'
import type { Refunds } from '../market/refunds.ts'
import type { Sales } from '../market/sales.ts'
import { notForUs, sellsElsewhere } from '../market/saleRefusals.ts'
import type { Store } from '../store/openStore.ts'

export interface VouchingOptions {
  readonly store: Store
  readonly keys: Pick<Keys, 'account' | 'identity'>
  readonly peer: Pick<Peer, 'handle'>
  readonly sales: Pick<Sales, 'get'>
  readonly refunds: Pick<Refunds, 'givenBack'>
  /** Whether another machine with the same words sells: that one knows what was sold. Default: no. */
  readonly isElsewhere?: () => boolean
}

/** The artist's side of collections: says of what was paid for that it was bought. */
export class Vouching implements Startable {
  readonly #options: VouchingOptions

  constructor(options: VouchingOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    await this.#options.peer.handle(boughtProtocol, {
      vouch: async ({ receipt, collection }, caller) => {
        if (this.#options.isElsewhere?.() === true) throw sellsElsewhere()
        return { statement: await this.vouch(receipt, collection, caller) }
      },
    })
  }

  async stop(): Promise<void> {}

  /**
   * Says that a work was bought for a collection: to whoever bought it for themselves, and paid for it. The statement names
   * neither the buyer nor the amount.
   *
   * @throws BuskerError `PROTOCOL_FORGED`, `ORDER_NOT_FOR_US`, `BOUGHT_NOT_YOURS`, `BOUGHT_NOT_PAID`, `BOUGHT_SHOWN_ELSEWHERE`
   */
  async vouch(
    receipt: Receipt,
    collection: Address,
    caller: Pick<Caller, 'peer'>,
  ): Promise<SignedBoughtStatement> {
    await verifyReceipt(receipt)
    const { keys, sales, refunds } = this.#options
    const { invoice } = receipt.invoice
    if (invoice.seller !== keys.identity.body.account) throw notForUs()
    // A receipt is shown to others, too: it must not be theirs by that.
    if (receipt.request.buyer.body.peer !== caller.peer || invoice.recipient !== invoice.buyer) {
      throw new BuskerError('BOUGHT_NOT_YOURS', 'This receipt is somebody else’s, or that of a gift.')
    }
    const sale = sales.get(invoice.order)
    if (sale === undefined || !isEarned(sale) || sale.amount === refunds.givenBack(sale.id)) {
      throw new BuskerError(
        'BOUGHT_NOT_PAID',
        'The artist says it of what was paid for and was not paid back: this can’t be shown.',
      )
    }
    if (this.#collectionOf(invoice.order, collection) !== collection) {
      throw new BuskerError('BOUGHT_SHOWN_ELSEWHERE', 'This was said for another collection already.')
    }
    const { kind, id } = fromLabel(invoice.label)
    return signBought({ artist: invoice.seller, kind, id, collection }, keys.account)
  }

  /** Whose the sale is from now on. */
  #collectionOf(order: OrderId, collection: Address): Address | undefined {
    const { store } = this.#options
    store
      .prepare('INSERT OR IGNORE INTO shown_sales (order_id, collection) VALUES (?, ?)')
      .run(order, collection)
    return store
      .prepare<[string], Address>('SELECT collection FROM shown_sales WHERE order_id = ?')
      .pluck()
      .get(order)
  }
}
