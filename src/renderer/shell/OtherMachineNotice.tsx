import { clsx } from 'clsx'
import { MonitorSmartphone } from 'lucide-react'
import { useIpcMutation, useIpcQuery } from '../ipc/queries.ts'
import type { IpcOutput } from '../ipc/queries.ts'
import { Button } from '../ui/Button.tsx'
import { messageOf } from '../ui/ErrorState.tsx'
import { rich } from '../ui/rich.ts'
import { Time } from '../ui/Time.tsx'
import { t } from '../../shared/i18n/t.ts'

type Lease = IpcOutput<'lease'>

/** Another machine uses the same words: which, since when, and how this one takes over. Nothing where this one is in use. */
export function OtherMachineNotice() {
  const lease = useIpcQuery('lease', {}, { refetchIntervalMs: 10_000 }).data
  const other = lease?.yieldedTo ?? lease?.other ?? null
  const server = useIpcQuery('server', {}, { isEnabled: other !== null }).data?.server ?? null
  const takeOver = useIpcMutation('takeOver')
  if (lease === undefined || other === null) return null
  // As the person wants it: nothing is odd.
  const isServer = server !== null && server.name === other.name
  return (
    <div
      role="status"
      className={clsx(
        'flex items-start gap-3 px-4 py-2 text-sm text-text-1',
        isServer ? 'bg-surface-3' : 'bg-warning-soft',
      )}
    >
      <MonitorSmartphone
        size={16}
        aria-hidden
        className={clsx('mt-1 shrink-0', isServer ? 'text-text-3' : 'text-warning')}
      />
      <div className="min-w-0 flex-1">
        <p className="font-medium">
          {lease.isTakingOver ? (
            <Waiting lease={lease} />
          ) : isServer ? (
            rich('shell.yourServerSells', { name: <bdi>{server.name}</bdi> })
          ) : (
            <InUse lease={lease} />
          )}
        </p>
        <p className="text-text-2">{t('shell.onlyOneMachineAtATime')}</p>
        {takeOver.isError ? (
          <p role="alert" className="text-danger">
            {t('shell.couldNotTakeOver')}: {messageOf(takeOver.error)}
          </p>
        ) : null}
      </div>
      {lease.isTakingOver ? null : (
        <Button
          size="small"
          busy={takeOver.isPending && t('common.takeOver')}
          onClick={() => takeOver.mutate({})}
        >
          {lease.yieldedTo === null && !isServer ? t('shell.takeOverHere') : t('shell.takeItBack')}
        </Button>
      )}
    </div>
  )
}

function InUse({ lease: { other, yieldedTo } }: { readonly lease: Lease }) {
  if (yieldedTo !== null)
    return rich('shell.tookOverAt', { name: <bdi>{yieldedTo.name}</bdi>, at: <Time at={yieldedTo.at} /> })
  if (other === null || other.since === null) return t('shell.inUseElsewhere')
  const values = { name: nameOf(other.name), since: <Time at={other.since} /> }
  return other.until === null ? rich('shell.lastUsedOn', values) : rich('shell.inUseOn', values)
}

function Waiting({ lease: { other } }: { readonly lease: Lease }) {
  return (
    <>
      {rich('shell.isAskedToStop', { name: nameOf(other?.name ?? null) })}{' '}
      {other === null || other.until === null
        ? null
        : rich('shell.atTheLatest', { until: <Time at={other.until} /> })}
    </>
  )
}

const nameOf = (name: string | null) => <bdi>{name ?? t('shell.anotherMachine')}</bdi>
