import { useState } from 'react'
import type { SaleView } from '../../../shared/api/node.ts'
import type { Amount } from '../../../shared/money.ts'
import { leftToPayBack } from '../../../shared/soldWorks.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { rich } from '../../ui/rich.ts'
import { TextField } from '../../ui/TextField.tsx'
import { amountInputText, amountProblem, parseAmountInput, useToken } from '../../ui/token.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { useUnit } from '../../ui/rate.ts'
import { t } from '../../../shared/i18n/t.ts'

interface RefundDialogProps {
  readonly sale: SaleView
  readonly title: string
  readonly onClose: () => void
}

/** How much is paid back, and what that does and does not, before it is done. */
export function RefundDialog({ sale, title, onClose }: RefundDialogProps) {
  const token = useToken()
  const [left] = useState(() => leftToPayBack(sale))
  const [text, setText] = useState(() => amountInputText(firstAmount(sale, left), token))
  const [endsAccess, setEndsAccess] = useState(false)
  const refund = useIpcMutation('refund')
  const amount = parseAmountInput(text, token)
  const unit = useUnit(amount)
  const problem = amountProblem(text, token, left)
  return (
    <FormDialog
      title={t('sales.payBackTitle')}
      description={rich('sales.payBackFor', {
        title,
        amount: <TokenAmount value={amount ?? left} isExact />,
      })}
      isOpen
      onClose={onClose}
      submitLabel={t('sales.payItBack')}
      cancelLabel={t('common.leaveIt')}
      isReady={amount !== undefined && amount > 0n && problem === undefined}
      busy={refund.isPending && t('sales.payingBack')}
      onSubmit={() =>
        amount !== undefined &&
        refund.mutate({ id: sale.id, amount, left, endsAccess }, { onSuccess: onClose })
      }
      problem={
        refund.isError ? (
          <ErrorState title={t('sales.notPaidBack')} error={refund.error} className="mt-4" />
        ) : null
      }
    >
      <TextField
        label={t('common.amount')}
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        suffix={unit}
        error={problem}
        hint={
          <>
            {t('sales.leftOfThePayment')}: <TokenAmount value={left} isExact />{' '}
            <button
              type="button"
              className="font-medium text-accent underline"
              onClick={() => setText(amountInputText(left, token))}
            >
              {t('wallet.allOfIt')}
            </button>
          </>
        }
      />
      <Checkbox
        label={t('sales.endAccessToo')}
        hint={t('sales.whatIsOpenedStays')}
        isChecked={endsAccess}
        onChange={setEndsAccess}
      />
      <ul className="flex list-disc flex-col gap-1 ps-5 text-text-2">
        <li>{t('sales.itGoesBackOnce')}</li>
        <li>{t('sales.itWaitsForTheBuyer')}</li>
        <li>{t('sales.itCountsNoMore')}</li>
      </ul>
    </FormDialog>
  )
}

/** What ended unpaid is begun again with its amount. */
function firstAmount({ refunds = [] }: SaleView, left: Amount): Amount {
  const newest = refunds.at(-1)
  return newest?.state === 'unpaid' && newest.amount < left ? newest.amount : left
}
