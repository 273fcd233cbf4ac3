import { Link } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ConnectionView } from '../../../shared/api/account.ts'
import { toAmount } from '../../../shared/money.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { countText } from '../../ui/count.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'

/** Shown while buyers cannot pay this account: why, what happens to their orders, and a button that connects. */
export function PaymentsUnavailable() {
  const connection = useIpcQuery('connection', {}, { refetchIntervalMs: 5_000 }).data
  if (connection === undefined || connection.canBePaid || connection.state === 'unknown') return null
  return (
    <section
      aria-label="Buyers cannot pay you yet"
      className="mb-6 flex items-start gap-3 rounded-large bg-warning-soft px-4 py-3"
    >
      <CircleAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-warning" />
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div role="status" className="min-w-0 flex-1 basis-80">
          <p className="font-medium">
            Buyers cannot pay you yet.
            {connection.waitingBuyers > 0 ? ` ${waitingText(connection.waitingBuyers)}` : ''}
          </p>
          <p className="text-text-2">{reasonText(connection)}</p>
        </div>
        <ConnectAction connection={connection} />
      </div>
    </section>
  )
}

const waitingText = (count: number): string =>
  count === 1 ? 'One is waiting.' : `${countText(count)} are waiting.`

function reasonText({ state, problem }: ConnectionView): ReactNode {
  if (problem !== null) return problem.message
  switch (state) {
    case 'connecting':
      return 'The hub is opening your connection, which takes about a minute. Orders wait, and go on by themselves.'
    case 'closing':
      return 'Your connection to the hub is being closed. Open another when its money is back; orders wait until then.'
    case 'open':
      return 'The hub has yet to set money aside on its side, which it does by itself within minutes. Orders wait until then.'
    case 'none':
    case 'unknown':
      return 'What they pay comes over a connection to the hub, and you have none. None of your money has to be set aside for it; orders wait until it is there.'
  }
}

/** The one button: only a person can open a connection that nobody has asked for. */
function ConnectAction({ connection: { state, problem } }: { readonly connection: ConnectionView }) {
  const begin = useIpcMutation('beginConnecting')
  if (state === 'closing') {
    return (
      <Link to="/wallet" className="font-medium text-accent underline">
        Go to the wallet
      </Link>
    )
  }
  if (state !== 'none') return null
  return (
    <>
      <Button
        variant="primary"
        busy={begin.isPending && 'Asking the hub…'}
        onClick={() => begin.mutate({ deposit: toAmount(0n) })}
      >
        {problem === null ? 'Connect' : 'Try again'}
      </Button>
      {begin.error === null ? null : (
        <p role="alert" className="basis-full text-danger">
          {messageOf(begin.error)}
        </p>
      )}
    </>
  )
}
