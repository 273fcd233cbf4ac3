import { useState } from 'react'
import type { WalletView } from '../../../shared/api/node.ts'
import { exactAmountText } from '../../../shared/i18n/amountText.ts'
import { coinToken } from '../../../shared/token.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { amountProblem, parseAmountInput, useToken } from '../../ui/token.ts'
import { useToasts } from '../../ui/toasts.ts'
import { ChainFee } from './ChainFee.tsx'
import { type TransferDraft, TransferFields } from './TransferFields.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

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
          showToast(t('wallet.onItsWayActivityShows'), { tone: 'good' })
          onClose()
        },
      },
    )
  }
  const error = send.error ?? quote.error
  return (
    <FormDialog
      title={t('wallet.sendFromYourAccount')}
      description={t('wallet.toAnybodyOnTheChain')}
      isOpen
      onClose={onClose}
      isHeld={send.isPending}
      {...(quoted === undefined ? {} : { onCancel: back })}
      submitLabel={quoted === undefined ? t('wallet.goOn') : t('wallet.sendIt')}
      cancelLabel={quoted === undefined ? t('common.leaveIt') : t('common.changeIt')}
      isReady={
        quoted !== undefined ||
        (to.trim() !== '' && amount !== undefined && amount !== 0n && problem === undefined)
      }
      busy={(send.isPending && t('wallet.sending')) || (quote.isPending && t('wallet.askingTheChain'))}
      onSubmit={quoted === undefined ? ask : go}
      problem={
        error === null ? null : (
          <ErrorState
            title={t('wallet.itWasNotSent')}
            error={error}
            money={t('wallet.yourMoneyIsOnYour')}
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
        <section aria-label={t('wallet.whatWillBeSent')} role="status">
          <p className="text-lg">
            {exactAmountText(quoted.amount, quotedUnit)} {quotedUnit.symbol}
          </p>
          <p className="mt-2">
            {rich('wallet.toTo', {
              to: <code className="font-mono text-sm wrap-anywhere">{quoted.to}</code>,
            })}
          </p>
          <p className="mt-3 text-sm text-text-2">{t('wallet.compareTheAddressWithWhat')}</p>
          <ChainFee fee={quoted.fee} coin={wallet.coin} />
        </section>
      )}
    </FormDialog>
  )
}
