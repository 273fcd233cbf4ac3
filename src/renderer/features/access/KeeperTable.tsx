import type { UrsulasView } from '../../../shared/api/ursulas.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { AddressForm } from '../../ui/AddressForm.tsx'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/column.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { rich } from '../../ui/rich.ts'
import { Table } from '../../ui/Table.tsx'
import { Time } from '../../ui/Time.tsx'

type Keeper = UrsulasView['ursulas'][number]

const namedBy = {
  own: () => t('access.byYou'),
  profile: () => t('access.byTheNetwork'),
  hub: () => t('access.byTheHub'),
} as const

/** The keepers that sales are made with; one's own can be added and removed. */
export function KeeperTable({ view }: { readonly view: UrsulasView }) {
  const add = useIpcMutation('addUrsula')
  const remove = useIpcMutation('removeUrsula')
  const columns: readonly Column<Keeper>[] = [
    {
      id: 'operator',
      header: t('access.runBy'),
      cell: (keeper) => (
        <bdi
          title={keeper.peer}
          {...(keeper.operator === null && { dir: 'ltr', className: 'block truncate' })}
        >
          {nameOf(keeper)}
        </bdi>
      ),
    },
    { id: 'state', header: t('common.state'), className: 'w-60', cell: stateOf },
    {
      id: 'source',
      header: t('access.namedBy'),
      className: 'w-32 text-text-2',
      cell: ({ source }) => namedBy[source](),
    },
    {
      id: 'seen',
      header: t('access.lastHeardOf'),
      className: 'w-36 text-text-3 max-wide:hidden',
      cell: ({ seenAt }) => (seenAt === null ? '' : <Time at={seenAt} />),
    },
    {
      id: 'remove',
      header: t('common.remove'),
      isHeaderHidden: true,
      align: 'end',
      className: 'w-28',
      cell: (keeper) =>
        keeper.source === 'own' ? (
          <Button
            size="small"
            variant="quiet"
            busy={remove.isPending && remove.variables?.peer === keeper.peer && t('wallet.removing')}
            onClick={() => remove.mutate({ peer: keeper.peer })}
          >
            {t('common.remove')}
            <span className="sr-only"> {nameOf(keeper)}</span>
          </Button>
        ) : null,
    },
  ]
  return (
    <div>
      {view.ursulas.length === 0 ? (
        <p className="text-text-2">{t('access.noKeeperIsKnown')}</p>
      ) : (
        <Table
          label={t('access.keepers')}
          rows={view.ursulas}
          columns={columns}
          keyOf={({ peer }) => peer}
          nameOf={nameOf}
        />
      )}
      {remove.isError ? (
        <p role="alert" className="mt-2 text-danger">
          {messageOf(remove.error)}
        </p>
      ) : null}
      <AddressForm
        label={t('access.addressOfAKeeper')}
        isPending={add.isPending}
        error={add.error}
        onAdd={(address, onAdded) => add.mutate({ address }, { onSuccess: onAdded })}
      />
    </div>
  )
}

const nameOf = ({ operator, peer }: Keeper): string => operator ?? peer

function stateOf({ operator, silentSince }: Keeper) {
  if (operator === null) return <span className="text-warning">{t('access.notReachedYet')}</span>
  if (silentSince === null) return <span className="text-positive">{t('access.answers')}</span>
  return (
    <span className="text-warning">{rich('access.silentSince', { since: <Time at={silentSince} /> })}</span>
  )
}
