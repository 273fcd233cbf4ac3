import { useId, useState } from 'react'
import type { Amount as AmountValue } from '../../../shared/money.ts'
import { useAction } from '../../ipc/queries.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { exactAmount, parseAmount, useToken } from '../../ui/token.ts'
import { useToasts } from '../../ui/toasts.ts'

interface AmountDialogProps {
  readonly method: 'deposit' | 'withdraw'
  readonly title: string
  readonly says: string
  readonly limit: AmountValue
  readonly limitLabel: string
  readonly doLabel: string
  readonly isOpen: boolean
  readonly onClose: () => void
}

/** How much to move between account and connection. */
export function AmountDialog(props: AmountDialogProps) {
  const { method, title, says, limit, limitLabel, doLabel, isOpen, onClose } = props
  const token = useToken()
  const [text, setText] = useState('')
  const action = useAction(method)
  const say = useToasts((toasts) => toasts.say)
  const form = useId()
  const amount = parseAmount(text, token)
  const problem = problemWith(text, amount, limit)
  const close = () => {
    setText('')
    action.reset()
    onClose()
  }
  const go = () => {
    if (amount === undefined || problem !== undefined) return
    const done = { onSuccess: () => (say('Done: your balances are up to date.', { tone: 'good' }), close()) }
    action.mutate({ amount }, done)
  }

  return (
    <Dialog
      title={title}
      description={says}
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Leave it</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            disabled={amount === undefined || amount === 0n || problem !== undefined}
            busy={action.isPending && 'Waiting for the chain…'}
          >
            {doLabel}
          </Button>
        </>
      }
    >
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault()
          go()
        }}
      >
        <TextField
          label="Amount"
          inputMode="decimal"
          value={text}
          onChange={(event) => setText(event.target.value)}
          suffix={token.symbol}
          error={problem}
          hint={
            <>
              {limitLabel}: <Amount value={limit} />{' '}
              <button
                type="button"
                className="font-medium text-accent underline"
                onClick={() => setText(exactAmount(limit, token))}
              >
                all of it
              </button>
            </>
          }
        />
      </form>
      {action.isError ? (
        <ErrorState
          title={`${title} did not work`}
          error={action.error}
          money="Nothing is lost: look at your balances in a minute before you try again."
          className="mt-4"
        />
      ) : null}
    </Dialog>
  )
}

function problemWith(text: string, amount: AmountValue | undefined, limit: AmountValue): string | undefined {
  if (text.trim() === '') return undefined
  if (amount === undefined) return 'Write an amount, such as 20 or 7.50.'
  return amount > limit ? 'That is more than there is.' : undefined
}
