import { releasingSaleStates } from '../../shared/orderStates.ts'
import { GrantTable } from '../access/grantTable.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import { Sales } from '../market/sales.ts'
import type { StoreKeys } from '../store/cellSeal.ts'
import type { Store } from '../store/openStore.ts'

/**
 * Writes the grants of sales whose secret may be out: their buyers may have joined already, and what was granted must be
 * there to be listed and revoked. Call it before `applyAfterRestore` makes these sales paid ones.
 */
export function grantReleasedSales(store: Store, keys: StoreKeys): void {
  const sales = new Sales(store, keys)
  const grants = new GrantTable(store)
  for (const id of sales.idsIn(releasingSaleStates)) {
    const sale = sales.get(id)
    if (sale === undefined) continue
    grants.insert(openPolicy(sale.sealedPolicy, sale.secret), sale.recipient, sale.id, sale.changedAt)
  }
}
