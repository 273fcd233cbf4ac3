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

/** What one may play oneself, because it was bought or given. */
export function ReceivedAccess() {
  const joined = useIpcQuery('joinedPolicies', {})
  const known = useWorkLookup()
  const { title, artistName } = known
  const now = useNow()
  if (joined.isPending) return <SkeletonRows label="Loading the access you have" />
  if (joined.isError)
    return (
      <ErrorState
        title="The access you have could not be read"
        error={joined.error}
        onRetry={() => void joined.refetch()}
      />
    )
  if (joined.data.length === 0)
    return (
      <EmptyState icon={Disc3} title="Nothing yet">
        What you buy, or are given, is listed here with who gave it.
      </EmptyState>
    )
  const columns: readonly Column<JoinedPolicy>[] = [
    coverColumn(known),
    {
      id: 'title',
      header: 'Work',
      cell: ({ label, publisher }) => (
        <TitleWithSubtitle
          title={title(label)}
          subtitle={
            <>
              from <AddressLabel address={publisher} name={artistName(publisher)} />
            </>
          }
        />
      ),
    },
    {
      id: 'from',
      header: 'From',
      className: 'text-text-2 max-[899px]:hidden',
      cell: ({ publisher }) => <AddressLabel address={publisher} name={artistName(publisher)} />,
    },
    {
      id: 'state',
      header: 'State',
      className: 'w-56',
      cell: ({ joinedAt, end, shares, threshold }) =>
        joinedAt === null ? (
          <span
            className={end > now ? 'text-warning' : 'text-text-3'}
            title={`Held by ${shares} keepers, ${threshold} needed`}
          >
            {end > now ? `Can be taken up ${untilWhen(end, now)}` : 'Was not taken up in time'}
          </span>
        ) : (
          <span className="text-positive">Yours to keep</span>
        ),
    },
    {
      id: 'since',
      header: 'Since',
      align: 'end',
      className: 'w-36 text-text-3',
      cell: ({ joinedAt }) => (joinedAt === null ? '' : <Time at={joinedAt} />),
    },
  ]
  return <Table label="Access you have" rows={joined.data} columns={columns} keyOf={({ id }) => id} />
}
