import { clsx } from 'clsx'
import { Info, KeyRound, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { GrantView } from '../../../shared/api/node.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { AddressLabel } from '../../ui/AddressLabel.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import type { Column } from '../../ui/column.ts'
import { Table } from '../../ui/Table.tsx'
import { useNow } from '../../ui/Time.tsx'
import { dayOf } from '../../ui/time.ts'
import { TitleWithSubtitle } from '../../ui/TitleWithSubtitle.tsx'
import { coverColumn } from '../work/coverColumn.tsx'
import { useWorkLookup } from '../work/useWorkLookup.ts'
import { describeGrant } from './describeAccess.ts'
import { GrantDialog } from './GrantDialog.tsx'
import { RevokeDialog } from './RevokeDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

const tones = { good: 'text-text-2', waiting: 'text-warning', over: 'text-text-3' } as const

/** What others may play of one's own. */
export function GrantedAccess() {
  const grants = useIpcQuery('grants', {}, { refetchIntervalMs: 10_000 })
  const known = useWorkLookup()
  const { title, nameOf } = known
  const [shown, setShown] = useState<{ readonly id: string; readonly as: 'details' | 'revoke' } | null>(null)
  const now = useNow()
  if (grants.isPending) return <SkeletonRows label={t('access.loadingTheAccessYouGave')} />
  if (grants.isError)
    return (
      <ErrorState
        title={t('access.theAccessYouGaveCould')}
        error={grants.error}
        money={t('access.nothingChangesForThoseWho')}
        onRetry={() => void grants.refetch()}
      />
    )
  if (grants.data.length === 0)
    return (
      <EmptyState icon={KeyRound} title={t('access.nobodyHasAccessYet')}>
        {t('access.whoeverBuysFromYouIs')}
      </EmptyState>
    )

  const columns: readonly Column<GrantView>[] = [
    coverColumn(known),
    {
      id: 'title',
      header: t('common.work'),
      cell: ({ label, recipient }) => (
        <TitleWithSubtitle
          title={title(label)}
          subtitle={
            <>
              {rich('access.forArtistname', {
                artistName: <AddressLabel address={recipient} name={nameOf(recipient)} />,
              })}
            </>
          }
        />
      ),
    },
    {
      id: 'who',
      header: t('common.for'),
      className: 'w-32 text-text-2 max-[899px]:hidden',
      cell: ({ recipient }) => <AddressLabel address={recipient} name={nameOf(recipient)} />,
    },
    {
      id: 'until',
      header: t('access.until'),
      className: 'w-32 text-text-2 max-wide:hidden',
      cell: ({ end }) => dayOf(end, now),
    },
    {
      id: 'state',
      header: t('common.state'),
      className: 'w-70',
      cell: (grant) => {
        const { summary, tone } = describeGrant(grant, now)
        return <span className={clsx(tones[tone])}>{summary}</span>
      },
    },
    {
      id: 'revoke',
      header: t('access.takeBack'),
      isHeaderHidden: true,
      align: 'end',
      className: 'w-28',
      cell: ({ id, isRevoked, end }) =>
        isRevoked || end <= now ? null : (
          <Button size="small" variant="quiet" onClick={() => setShown({ id, as: 'revoke' })}>
            {t('access.takeBack')}
          </Button>
        ),
    },
  ]
  const grant = grants.data.find(({ id }) => id === shown?.id)
  const close = () => setShown(null)
  return (
    <>
      <Table
        label={t('access.accessYouGave')}
        rows={grants.data}
        columns={columns}
        keyOf={({ id }) => id}
        onOpen={({ id }) => setShown({ id, as: 'details' })}
        menu={(rows) => [
          {
            label: t('common.details'),
            icon: Info,
            isDisabled: rows.length !== 1,
            onSelect: () => rows[0] !== undefined && setShown({ id: rows[0].id, as: 'details' }),
          },
          {
            label: t('access.takeBackDots'),
            icon: Undo2,
            isDangerous: true,
            isDisabled: rows.length !== 1 || rows[0]?.isRevoked !== false,
            onSelect: () => rows[0] !== undefined && setShown({ id: rows[0].id, as: 'revoke' }),
          },
        ]}
      />
      {grant === undefined ? null : (
        <>
          <GrantDialog
            grant={grant}
            title={title(grant.label)}
            isOpen={shown?.as === 'details'}
            onClose={close}
          />
          <RevokeDialog
            grant={grant}
            title={title(grant.label)}
            isOpen={shown?.as === 'revoke'}
            onClose={close}
          />
        </>
      )}
    </>
  )
}
