import type { CidText, Label } from '../../shared/ids.ts'
import { hasAccess } from '../../shared/orderStates.ts'
import type { Purchase } from './purchases.ts'

/** The manifest of what was bought: what a restored node knows of works that are offered no more. */
export function boughtManifest(
  purchases: { list(): readonly Pick<Purchase, 'label' | 'manifest' | 'state'>[] },
  label: Label,
): CidText | undefined {
  return purchases.list().find((purchase) => purchase.label === label && hasAccess(purchase))?.manifest
}
