import type { PurchaseState } from '../../../shared/orderStates.ts'
import type { Store } from '../../store/openStore.ts'

/** Puts a purchase into the store; what a test does not name is made up. */
export function insertPurchase(store: Store, id: string, state: PurchaseState = 'owned'): void {
  const row = {
    id,
    state,
    label: `track/${'a'.repeat(32)}/1`,
    manifest: 'bafy',
    seller: '0xs',
    recipient: `0x${id}`,
    price: '5',
  }
  store
    .prepare(
      `INSERT INTO purchases (id, state, label, manifest, seller, recipient, price, maximum_fee, request, invoice,
         created_at, changed_at)
       VALUES (@id, @state, @label, @manifest, @seller, @recipient, @price, '0', @request, @invoice, 1, 2)`,
    )
    .run({ ...row, request: Buffer.from([1, 2, 3]), invoice: null })
}

/** Every row of the tables that stand for the rest here, to compare two stores. */
export function comparableRows(store: Store): unknown {
  return {
    purchases: store.prepare('SELECT * FROM purchases ORDER BY id').all(),
    settings: store.prepare("SELECT * FROM settings WHERE name NOT LIKE 'device-%' ORDER BY name").all(),
  }
}
