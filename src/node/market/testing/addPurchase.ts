import { randomBytes } from 'node:crypto'
import type { PurchaseState } from '../../../shared/orderStates.ts'
import type { Store } from '../../store/openStore.ts'

interface PurchaseText {
  readonly label: string
  readonly manifest: string
  readonly state: PurchaseState
  readonly createdAt: number
}

/** Puts an order into the store without its messages being real: to be listed as bought, nothing else. */
export function addPurchase(store: Store, purchase: PurchaseText): void {
  store
    .prepare(
      `INSERT INTO purchases (id, state, label, manifest, seller, recipient, price, maximum_fee, request, created_at, changed_at)
       VALUES (@id, @state, @label, @manifest, '0x', '0x', '0', '0', x'00', @createdAt, @createdAt)`,
    )
    .run({ ...purchase, id: randomBytes(32).toString('hex') })
}
