import { useState } from 'react'
import type { WalletView } from '../../../shared/api/node.ts'
import { type Address, address } from '../../../shared/ids.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { LeftAfter } from '../buy/LeftAfter.tsx'
import { useFeeQuote } from '../buy/useFeeQuote.ts'
import { ContactSelect } from '../contacts/ContactSelect.tsx'
import { NamedRecipient } from '../contacts/NamedRecipient.tsx'
import { useNamedCard } from '../contacts/useNamedCard.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useUnit } from '../../ui/rate.ts'
import { amountProblem, parseAmountInput, useToken } from '../../ui/token.ts'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

interface SendDialogProps {
  readonly wallet: WalletView
  /** Whom it goes to; left out: whoever is named in it. */
  readonly recipient?: { readonly account: Address; readonly name: string }
  readonly onClose: () => void
}

/** A tip: money to somebody, for nothing in return. */
export function SendDialog({ wallet, recipient, onClose }: SendDialogProps) {
  const token = useToken()
  const [to, setTo] = useState<string>(recipient?.account ?? '')
  const [text, setText] = useState('')
  const send = useIpcMutation('send')
  const showToast = useToasts((toasts) => toasts.show)
  const named = useNamedCard(to)
  const target = address.safeParse(named.found?.account ?? to.trim().toLowerCase())
  const amount = parseAmountInput(text, token)
  const unit = useUnit(amount)
  const problem = amountProblem(text, token, wallet.spendable)
  const isPayable = target.success && amount !== undefined && amount !== 0n && problem === undefined
  const quote = useFeeQuote(target.data ?? wallet.account, isPayable ? amount : undefined)
  const isCovered = isPayable && quote.fee !== undefined && wallet.spendable >= amount + (quote.fee ?? 0n)
  const pin = useIpcMutation('pinName')
  const go = async () => {
    if (!target.success || amount === undefined) return
    const { name, found } = named
    if (name !== undefined && found !== undefined) await pin.mutateAsync({ name, card: found.card })
    send.mutate(
      { to: target.data, amount, ...(quote.fee && { maximumFee: quote.fee }) },
      {
        onSuccess({ outcome }) {
          if (outcome === 'failed') return
          showToast(t('wallet.sentItHasArrived'), { tone: 'good' })
          onClose()
        },
      },
    )
  }

  return (
    <FormDialog
      title={recipient === undefined ? t('common.send') : t('wallet.tipFor', { name: recipient.name })}
      description={
        recipient === undefined
          ? t('wallet.toAnybodyOnThisNetwork')
          : t('wallet.aTipArrivesAtOnce', { account: shortAddress(recipient.account) })
      }
      isOpen
      onClose={onClose}
      isHeld={send.isPending || pin.isPending}
      submitLabel={t('common.send')}
      cancelLabel={t('common.leaveIt')}
      isReady={isCovered && quote.problem === null}
      busy={send.isPending && t('wallet.sending')}
      onSubmit={() => void go().catch(() => undefined)}
      problem={
        quote.problem !== null ? (
          <ErrorState title={t('buy.theHubAsksTooMuch')} error={quote.problem} className="mt-4" />
        ) : pin.isError ? (
          <ErrorState
            title={t('wallet.itDidNotArrive')}
            error={pin.error}
            money={t('buy.nothingWasPaid')}
            className="mt-4"
          />
        ) : send.isError || send.data?.outcome === 'failed' ? (
          <ErrorState
            title={t('wallet.itDidNotArrive')}
            error={send.error ?? t('wallet.couldNotBeReached')}
            money={t('wallet.theMoneyIsBackIn')}
            className="mt-4"
          />
        ) : null
      }
    >
      {recipient === undefined ? (
        <>
          <ContactSelect label={t('contacts.contact')} value={to} onChoose={setTo} />
          <TextField
            label={t('wallet.to')}
            dir="auto"
            placeholder="@… 0x…"
            spellCheck={false}
            value={to}
            onChange={(event) => setTo(event.target.value)}
            error={to === '' || target.success || named.isNamed ? undefined : t('wallet.anAddressIs0xAnd')}
          />
          <NamedRecipient named={named} />
        </>
      ) : null}
      <TextField
        label={t('common.amount')}
        inputMode="decimal"
        suffix={unit}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={problem}
        hint={<>{rich('wallet.youCanSpend', { spendable: <TokenAmount value={wallet.spendable} /> })}</>}
      />
      {isPayable ? (
        <dl className="rounded-large bg-surface-2 px-4 py-1">
          <LeftAfter cost={amount} fee={quote.fee} wallet={wallet} />
        </dl>
      ) : null}
    </FormDialog>
  )
}
