import { useState } from 'react'
import type { WalletView } from '../../../shared/api/node.ts'
import { address } from '../../../shared/ids.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { amountProblem, parseAmountInput, useToken } from '../../ui/token.ts'
import { useToasts } from '../../ui/toasts.ts'

interface SendDialogProps {
  readonly wallet: WalletView
  readonly onClose: () => void
}

/** A tip: money to somebody, for nothing in return. */
export function SendDialog({ wallet, onClose }: SendDialogProps) {
  const token = useToken()
  const [to, setTo] = useState('')
  const [text, setText] = useState('')
  const send = useIpcMutation('send')
  const showToast = useToasts((toasts) => toasts.show)
  const target = address.safeParse(to.trim().toLowerCase())
  const amount = parseAmountInput(text, token)
  const problem = amountProblem(text, token, wallet.spendable)
  const go = () => {
    if (!target.success || amount === undefined) return
    send.mutate(
      { to: target.data, amount },
      {
        onSuccess({ outcome }) {
          if (outcome === 'failed') return
          showToast('Sent: it has arrived.', { tone: 'good' })
          onClose()
        },
      },
    )
  }

  return (
    <FormDialog
      title="Send"
      description="To anybody on this network, through the hub. It arrives within seconds and cannot be called back."
      isOpen
      onClose={onClose}
      isHeld={send.isPending}
      submitLabel="Send"
      cancelLabel="Leave it"
      isReady={target.success && amount !== undefined && amount !== 0n && problem === undefined}
      busy={send.isPending && 'Sending…'}
      onSubmit={go}
      problem={
        send.isError || send.data?.outcome === 'failed' ? (
          <ErrorState
            title="It did not arrive"
            error={
              send.error ??
              new Error('The person could not be reached, or cannot receive that much right now.')
            }
            money="The money is back in your balance, or comes back within minutes."
            className="mt-4"
          />
        ) : null
      }
    >
      <TextField
        label="To"
        placeholder="0x…"
        spellCheck={false}
        value={to}
        onChange={(event) => setTo(event.target.value)}
        error={
          to === '' || target.success ? undefined : 'An address is 0x and 40 digits or letters from a to f.'
        }
      />
      <TextField
        label="Amount"
        inputMode="decimal"
        suffix={token.symbol}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={problem}
        hint={
          <>
            You can spend <TokenAmount value={wallet.spendable} />. The hub may add a small fee.
          </>
        }
      />
    </FormDialog>
  )
}
