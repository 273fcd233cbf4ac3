import { ShieldAlert, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WatchedChannelView } from '../../../shared/api/node.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { exactTime } from '../../ui/time.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'

/** What happens on chain to connections that were closed, and what is lost where Busker came too late. */
export function ChannelNotices() {
  const channels = useIpcQuery('watchedChannels', {}, { refetchIntervalMs: 15_000 })
  const told = channels.data?.filter(
    ({ state, lost }) => (state !== 'open' && state !== 'finished') || lost > 0n,
  )
  return told?.map((channel) => <ChannelNotice key={channel.channel} channel={channel} />)
}

function ChannelNotice({ channel }: { readonly channel: WatchedChannelView }) {
  const { isHub, lost, state, problem } = channel
  const isBad = lost > 0n || problem !== null || channel.reason !== null
  const name = isHub ? 'The connection to the hub' : 'An old connection'
  return (
    <section
      aria-label={`${name}, closed`}
      className={`mb-6 flex items-start gap-3 rounded-large px-4 py-3 text-text-1 ${isBad ? 'bg-warning-soft' : 'bg-surface-2'}`}
    >
      {isBad ? (
        <ShieldAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-warning" />
      ) : (
        <ShieldCheck size={18} aria-hidden className="mt-0.5 shrink-0 text-positive" />
      )}
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {name}{' '}
          {state === 'finished' ? 'was closed, and paid less than was due.' : 'was closed on the chain.'}
        </p>
        <p className="text-text-2">{whatHappens(channel)}</p>
        {problem === null ? null : <p className="mt-1">{problem.message}</p>}
        {state === 'closed' && channel.reason !== null ? <AcceptLoss channel={channel} /> : null}
      </div>
    </section>
  )
}

function whatHappens({ state, settleableAfter, lost, reason }: WatchedChannelView): ReactNode {
  if (state === 'finished') {
    return (
      <>
        Up to <TokenAmount value={lost} /> that the other side had signed did not come back: Busker was not
        open in time to answer.
      </>
    )
  }
  if (reason === 'CHANNEL_AMOUNTS_UNKNOWN')
    return 'Busker waits for the hub to name the amounts, then settles.'
  if (reason !== null) {
    return (
      <>
        Busker came too late to answer. Settling it now would give up <TokenAmount value={lost} /> that the
        other side has signed, so nothing is done before you decide. Ask the hub to pay it first.
      </>
    )
  }
  if (state === 'settled') return 'It is settled. What was still locked in payments follows.'
  return `Busker answers with everything that was signed to you. Your money comes back by itself after ${exactTime(settleableAfter ?? 0)}; Busker, or a tower, has to be running once before then.`
}

function AcceptLoss({ channel: { channel, lost } }: { readonly channel: WatchedChannelView }) {
  const accept = useIpcMutation('acceptChannelLoss')
  return (
    <>
      <Button
        className="mt-3"
        busy={accept.isPending && 'Settling…'}
        onClick={() => accept.mutate({ channel })}
      >
        <span>
          Give up <TokenAmount value={lost} /> and settle…
        </span>
      </Button>
      {accept.error === null ? null : (
        <p role="alert" className="mt-2">
          {messageOf(accept.error)}
        </p>
      )}
    </>
  )
}
