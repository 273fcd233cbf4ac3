import { useState } from 'react'
import type { WalletView } from '../../../shared/api/node.ts'
import { coinToken, exactAmount } from '../../../shared/token.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { amountProblem, parseAmountInput, useToken } from '../../ui/token.ts'
import { useToasts } from '../../ui/toasts.ts'
import { ChainFee } from './ChainFee.tsx'
import { type TransferDraft, TransferFields } from './TransferFields.tsx'

interface SendOutDialogProps {
  readonly wallet: WalletView
  readonly onClose: () => void
}

/** Money out of the account, to anybody on the chain: first to whom and how much, then what it costs, then it goes. */
export function SendOutDialog({ wallet, onClose }: SendOutDialogProps) {
  const token = useToken()
  const coin = coinToken(wallet.coin)
  const [id] = useState(() => crypto.randomUUID())
  const [draft, setDraft] = useState<TransferDraft>({ asset: 'token', to: '', text: '' })
  const { asset, to, text } = draft
  const quote = useIpcMutation('quoteTransfer')
  const send = useIpcMutation('sendFromAccount')
  const showToast = useToasts((toasts) => toasts.show)
  const unit = asset === 'coin' ? coin : token
  const has = asset === 'coin' ? wallet.gas : wallet.tokens
  const amount = parseAmountInput(text, unit)
  const problem = amountProblem(text, unit, has)
  // What is shown and sent is what the fee was asked for, not what has been typed since.
  const quoted = quote.isSuccess ? { ...quote.variables, ...quote.data } : undefined
  const quotedUnit = quoted?.asset === 'coin' ? coin : token
  const back = () => {
    quote.reset()
    send.reset()
  }
  const ask = () => amount !== undefined && quote.mutate({ to, asset, amount })
  const go = () => {
    if (quoted === undefined) return
    send.mutate(
      { id, to: quoted.to, asset: quoted.asset, amount: quoted.amount, maximumFee: quoted.fee },
      {
        onSuccess() {
          showToast('On its way: Activity shows when it has arrived.', { tone: 'good' })
          onClose()
        },
      },
    )
  }
  const error = send.error ?? quote.error
  return (
    <FormDialog
      title="Send from your account"
      description="To anybody on the chain: an exchange, another wallet. What is in your connection is taken out of it first."
      isOpen
      onClose={onClose}
      isHeld={send.isPending}
      {...(quoted === undefined ? {} : { onCancel: back })}
      submitLabel={quoted === undefined ? 'Go on' : 'Send it'}
      cancelLabel={quoted === undefined ? 'Leave it' : 'Change it'}
      isReady={
        quoted !== undefined ||
        (to.trim() !== '' && amount !== undefined && amount !== 0n && problem === undefined)
      }
      busy={(send.isPending && 'Sending…') || (quote.isPending && 'Asking the chain…')}
      onSubmit={quoted === undefined ? ask : go}
      problem={
        error === null ? null : (
          <ErrorState
            title="It was not sent"
            error={error}
            money="Your money is on your account. What was sent stands in Activity: look there before you try again."
            className="mt-4"
          />
        )
      }
    >
      {quoted === undefined ? (
        <TransferFields
          unit={unit}
          has={has}
          token={token}
          coin={coin}
          problem={problem}
          draft={draft}
          onChange={(part) => setDraft({ ...draft, ...part })}
        />
      ) : (
        <section aria-label="What will be sent" role="status">
          <p className="text-lg">
            {exactAmount(quoted.amount, quotedUnit)} {quotedUnit.symbol}
          </p>
          <p className="mt-2">
            to <code className="font-mono text-sm wrap-anywhere">{quoted.to}</code>
          </p>
          <p className="mt-3 text-sm text-text-2">
            Compare the address with what you were given, to the last digit: this can’t be called back.
          </p>
          <ChainFee fee={quoted.fee} coin={wallet.coin} />
        </section>
      )}
    </FormDialog>
  )
}
