import { Download } from 'lucide-react'
import type { Label } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { Time } from '../../ui/Time.tsx'
import { firstOrderOf } from '../receipt/useReceiptEntry.ts'
import { useSaveReceipt } from '../purchases/useSaveReceipt.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

/** When something became one's own, for how much, and the receipt. */
export function PurchaseSection({ label }: { readonly label: Label }) {
  const owned = useIpcQuery('library', {}).data?.find(({ work }) => work.label === label)
  const order = firstOrderOf(useIpcQuery('purchases', {}).data ?? [], label)
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
