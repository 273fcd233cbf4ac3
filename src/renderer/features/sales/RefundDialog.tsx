import { useState } from 'react'
import type { SaleView } from '../../../shared/api/node.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { rich } from '../../ui/rich.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface RefundDialogProps {
  readonly sale: SaleView
  readonly title: string
  readonly onClose: () => void
}

/** What paying back does and does not, before it is done. */
export function RefundDialog({ sale, title, onClose }: RefundDialogProps) {
  const [endsAccess, setEndsAccess] = useState(false)
  const refund = useIpcMutation('refund')
  return (
    <Dialog
      title={t('sales.payBackTitle')}
      description={rich('sales.payBackFor', { title, amount: <TokenAmount value={sale.amount} /> })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('common.leaveIt')}</Button>
          <Button
            variant="primary"
            busy={refund.isPending && t('sales.payingBack')}
            onClick={() => refund.mutate({ id: sale.id, endsAccess }, { onSuccess: onClose })}
          >
            {t('sales.payItBack')}
          </Button>
        </>
      }
    >
      <Checkbox
        label={t('sales.endAccessToo')}
        hint={t('sales.whatIsOpenedStays')}
        isChecked={endsAccess}
        onChange={setEndsAccess}
      />
      <ul className="mt-4 flex list-disc flex-col gap-1 ps-5 text-text-2">
        <li>{t('sales.theWholePriceGoesBack')}</li>
        <li>{t('sales.itWaitsForTheBuyer')}</li>
        <li>{t('sales.itCountsNoMore')}</li>
      </ul>
      {refund.isError ? (
        <ErrorState title={t('sales.notPaidBack')} error={refund.error} className="mt-4" />
      ) : null}
    </Dialog>
  )
}
