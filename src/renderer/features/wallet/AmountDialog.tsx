import { useState } from 'react'
import type { Amount } from '../../../shared/money.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ChainFee } from './ChainFee.tsx'
import { exactAmountText } from '../../../shared/i18n/amountText.ts'
import { useUnit } from '../../ui/rate.ts'
import { amountProblem, parseAmountInput, useToken } from '../../ui/token.ts'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

interface AmountDialogProps {
  readonly method: 'deposit' | 'withdraw'
  readonly title: string
  readonly description: string
  readonly limit: Amount
  readonly limitLabel: string
  readonly submitLabel: string
  /** What it costs on the chain now, wei; null: unknown. */
  readonly fee: bigint | null
  /** Symbol of the coin that the fee is in. */
  readonly coin: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** How much to move between account and connection. */
export function AmountDialog(props: AmountDialogProps) {
  const { method, title, description, limit, limitLabel, submitLabel, fee, coin, isOpen, onClose } = props
  const token = useToken()
  const [text, setText] = useState('')
  const action = useIpcMutation(method)
  const showToast = useToasts((toasts) => toasts.show)
  const amount = parseAmountInput(text, token)
  const unit = useUnit(amount)
  const problem = amountProblem(text, token, limit)
  const close = () => {
    setText('')
    action.reset()
    onClose()
  }
  const go = () => {
    if (amount === undefined) return
    const done = {
      onSuccess: () => (showToast(t('wallet.doneYourBalancesAreUp'), { tone: 'good' }), close()),
    }
    action.mutate({ amount }, done)
  }

  return (
    <FormDialog
      title={title}
      description={description}
      isOpen={isOpen}
      onClose={close}
      submitLabel={submitLabel}
      cancelLabel={t('common.leaveIt')}
      isReady={amount !== undefined && amount !== 0n && problem === undefined}
      busy={action.isPending && t('wallet.waitingForTheChain')}
      onSubmit={go}
      problem={
        action.isError ? (
          <ErrorState
            title={t('wallet.didNotWork', { title })}
            error={action.error}
            money={t('wallet.nothingIsLostLookAt')}
            className="mt-4"
          />
        ) : null
      }
    >
      <TextField
        label={t('common.amount')}
        inputMode="decimal"
        value={text}
        onChange={(event) => setText(event.target.value)}
        suffix={unit}
        error={problem}
        hint={
          <>
            {limitLabel}: <TokenAmount value={limit} />{' '}
            <button
              type="button"
              className="font-medium text-accent underline"
              onClick={() => setText(exactAmountText(limit, token))}
            >
              {t('wallet.allOfIt')}
            </button>
          </>
        }
      />
      <ChainFee fee={fee} coin={coin} />
      {action.isPending ? (
        <p role="status" className="text-sm text-text-2">
          {t('wallet.youCanCloseThisIt')}
        </p>
      ) : null}
    </FormDialog>
  )
}
