import { ShieldAlert, ShieldCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WatchedChannelView } from '../../../shared/api/node.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { exactTime } from '../../ui/time.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

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
  const name = isHub ? t('wallet.theConnectionToTheHub') : t('wallet.anOldConnection')
  return (
    <section
      aria-label={t('wallet.closedName', { name })}
      className={`mb-6 flex items-start gap-3 rounded-large px-4 py-3 text-text-1 ${isBad ? 'bg-warning-soft' : 'bg-surface-2'}`}
    >
      {isBad ? (
        <ShieldAlert size={18} aria-hidden className="mt-0.5 shrink-0 text-warning" />
      ) : (
        <ShieldCheck size={18} aria-hidden className="mt-0.5 shrink-0 text-positive" />
      )}
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {name} {state === 'finished' ? t('wallet.wasClosedAndPaidLess') : t('wallet.wasClosedOnTheChain')}
        </p>
        <p className="text-text-2">{whatHappens(channel)}</p>
        {problem === null ? null : <p className="mt-1">{errorText(problem)}</p>}
        {state === 'closed' && channel.reason !== null ? <AcceptLoss channel={channel} /> : null}
      </div>
    </section>
  )
}

function whatHappens({ state, settleableAfter, lost, reason }: WatchedChannelView): ReactNode {
  if (state === 'finished') {
    return <>{rich('wallet.upToThatTheOther', { lost: <TokenAmount value={lost} /> })}</>
  }
  if (reason === 'CHANNEL_AMOUNTS_UNKNOWN') return t('wallet.buskerWaitsForTheHub')
  if (reason !== null) {
    return <>{rich('wallet.buskerCameTooLateTo', { lost: <TokenAmount value={lost} /> })}</>
  }
  if (state === 'settled') return t('wallet.itIsSettledWhatWas')
  return t('wallet.buskerAnswersWithEverythingThat', { settleableAfter: exactTime(settleableAfter ?? 0) })
}

function AcceptLoss({ channel: { channel, lost } }: { readonly channel: WatchedChannelView }) {
  const accept = useIpcMutation('acceptChannelLoss')
  return (
    <>
      <Button
        className="mt-3"
        busy={accept.isPending && t('wallet.settling')}
        onClick={() => accept.mutate({ channel })}
      >
        <span>{rich('wallet.giveUpAndSettle', { lost: <TokenAmount value={lost} /> })}</span>
      </Button>
      {accept.error === null ? null : (
        <p role="alert" className="mt-2">
          {messageOf(accept.error)}
        </p>
      )}
    </>
  )
}
