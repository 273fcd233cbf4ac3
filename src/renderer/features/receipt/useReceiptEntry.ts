import { ReceiptText } from 'lucide-react'
import type { PurchaseView, WorkView } from '../../../shared/api/node.ts'
import { workNameOf } from '../../../shared/editions.ts'
import type { Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { useSaveReceipt } from '../purchases/useSaveReceipt.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The order that a work is one's own by: the first of any edition, because later ones came for nothing through it. */
export function firstOrderOf(orders: readonly PurchaseView[], label: Label): PurchaseView | undefined {
  return orders
    .filter((one) => workNameOf(one.label) === workNameOf(label) && one.hasAccess)
    .toSorted((one, other) => one.createdAt - other.createdAt)[0]
}

/** The entry of a work's menu that saves its receipt; none for what was not bought. */
export function useReceiptEntry(): (work: WorkView) => readonly MenuEntry[] {
  const orders = useIpcQuery('purchases', {}).data
  const save = useSaveReceipt()
  return (work) => {
    const order = orders === undefined ? undefined : firstOrderOf(orders, work.label)
    if (order === undefined || order.paid === null) return []
    return [{ label: t('common.saveTheReceipt'), icon: ReceiptText, onSelect: () => save(order.id) }]
  }
}
