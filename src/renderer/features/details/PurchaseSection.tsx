import { Download } from 'lucide-react'
import { workNameOf } from '../../../shared/editions.ts'
import type { Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { Time } from '../../ui/Time.tsx'
import { useSaveReceipt } from '../sales/useSaveReceipt.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

/** When something became one's own, for how much, and the receipt. */
export function PurchaseSection({ label }: { readonly label: Label }) {
  const owned = useIpcQuery('library', {}).data?.find(({ work }) => work.label === label)
  // The first of any edition: later ones came for nothing, because of it.
  const order = useIpcQuery('purchases', {})
    .data?.filter((one) => workNameOf(one.label) === workNameOf(label) && one.hasAccess)
    .toSorted((one, other) => one.createdAt - other.createdAt)[0]
  const save = useSaveReceipt()
  if (owned === undefined) return null
  return (
    <section
      aria-label={t('details.yourPurchase')}
      className="flex flex-col items-start gap-2 border-t border-line pt-4"
    >
      <p className="text-text-2">
        {rich('details.yoursSince', { boughtAt: <Time at={owned.boughtAt} /> })}
        {order === undefined ? null : (
          <>{rich('details.forPrice', { price: <TokenAmount value={order.price} isPrice /> })}</>
        )}
        . {owned.isDownloaded ? t('details.itIsOnThisMachine') : t('details.itIsNotOnThis')}
      </p>
      {order === undefined ? null : (
        <Button size="small" icon={Download} onClick={() => save(order.id)}>
          {t('common.saveTheReceipt')}
        </Button>
      )}
    </section>
  )
}
