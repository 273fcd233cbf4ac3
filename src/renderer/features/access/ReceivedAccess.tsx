import { Disc3 } from 'lucide-react'
import type { JoinedPolicy } from '../../../shared/api/account.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import type { Column } from '../../ui/column.ts'
import { Table } from '../../ui/Table.tsx'
import { Time, useNow } from '../../ui/Time.tsx'
import { TitleWithSubtitle } from '../../ui/TitleWithSubtitle.tsx'
import { coverColumn } from '../work/coverColumn.tsx'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { untilWhen } from './describeAccess.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

/** What one may play oneself, because it was bought or given. */
export function ReceivedAccess() {
  const joined = useIpcQuery('joinedPolicies', {})
  const known = useWorkLookup()
  const { title, nameOf } = known
  const now = useNow()
  if (joined.isPending) return <SkeletonRows label={t('access.loadingTheAccessYouHave')} />
  if (joined.isError)
    return (
      <ErrorState
        title={t('access.theAccessYouHaveCould')}
        error={joined.error}
        onRetry={() => void joined.refetch()}
      />
    )
  if (joined.data.length === 0)
    return (
      <EmptyState icon={Disc3} title={t('access.nothingYet')}>
        {t('access.whatYouBuyOrAre')}
      </EmptyState>
    )
  const columns: readonly Column<JoinedPolicy>[] = [
    coverColumn(known),
    {
      id: 'title',
      header: t('common.work'),
      cell: ({ label, publisher }) => (
        <TitleWithSubtitle
          title={title(label)}
          subtitle={
            <>
              {rich('access.fromArtistname', {
                artistName: <AddressLabel address={publisher} name={nameOf(publisher)} />,
              })}
            </>
          }
        />
      ),
    },
    {
      id: 'from',
      header: t('access.from'),
      className: 'text-text-2 max-[899px]:hidden',
      cell: ({ publisher }) => <AddressLabel address={publisher} name={nameOf(publisher)} />,
    },
    {
      id: 'state',
      header: t('common.state'),
      className: 'w-56',
      cell: ({ joinedAt, end, shares, threshold }) =>
        joinedAt === null ? (
          <span
            className={end > now ? 'text-warning' : 'text-text-3'}
            title={t('access.heldByKeepersNeeded', { count: shares, threshold })}
          >
            {end > now
              ? t('access.canBeTakenUp', { untilWhen: untilWhen(end, now) })
              : t('access.wasNotTakenUpIn')}
          </span>
        ) : (
          <span className="text-positive">{t('access.yoursToKeep')}</span>
        ),
    },
    {
      id: 'since',
      header: t('access.since'),
      align: 'end',
      className: 'w-36 text-text-3',
      cell: ({ joinedAt }) => (joinedAt === null ? '' : <Time at={joinedAt} />),
    },
  ]
  return (
    <Table label={t('access.accessYouHave')} rows={joined.data} columns={columns} keyOf={({ id }) => id} />
  )
}
