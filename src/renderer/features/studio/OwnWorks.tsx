import { Disc3, Pencil, Play, Tag, Ticket, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { Price } from '../../ui/Price.tsx'
import { TrackList } from '../../ui/TrackList.tsx'
import { ListenButton } from '../work/ListenButton.tsx'
import { useWorkActions } from '../work/useWorkActions.ts'
import { CodesDialog } from './CodesDialog.tsx'
import { EditDialog } from './EditDialog.tsx'
import { RepriceDialog } from './RepriceDialog.tsx'
import { useOfferUndo } from './useOfferUndo.ts'
import { t } from '../../../shared/i18n/t.ts'

/** One's own works on sale, to edit, reprice and withdraw. */
export function OwnWorks({ works }: { readonly works: readonly WorkView[] }) {
  const actions = useWorkActions()
  const [repriced, setRepriced] = useState<WorkView | null>(null)
  const [edited, setEdited] = useState<WorkView | null>(null)
  const [coded, setCoded] = useState<WorkView | null>(null)
  const [withdrawn, setWithdrawn] = useState<WorkView | null>(null)
  const menu = ([first, ...others]: readonly WorkView[]): readonly MenuEntry[] => {
    if (first === undefined) return []
    const all = [first, ...others]
    const play: MenuEntry = { label: t('common.play'), icon: Play, onSelect: () => actions.playAll(all) }
    if (others.length > 0) return [play]
    return [
      play,
      { label: t('studio.showAsBuyersSeeIt'), icon: Disc3, onSelect: () => actions.open(first) },
      'line',
      { label: t('studio.edit'), icon: Pencil, onSelect: () => setEdited(first) },
      { label: t('studio.changeThePrice'), icon: Tag, onSelect: () => setRepriced(first) },
      { label: t('studio.codes'), icon: Ticket, onSelect: () => setCoded(first) },
      {
        label: t('studio.takeOffSale'),
        icon: Undo2,
        isDangerous: true,
        onSelect: () => setWithdrawn(first),
      },
    ]
  }
  return (
    <>
      <TrackList
        label={t('studio.yourWorksOnSale')}
        rows={works}
        workOf={(work) => work}
        onOpen={actions.open}
        menu={menu}
        coverOverlay={(work) => <ListenButton work={work} />}
        state={(work) => (
          <span className="flex items-center justify-end gap-1">
            <IconButton
              label={t('studio.editTitleLabel', { title: work.title })}
              icon={Pencil}
              size="small"
              onClick={() => setEdited(work)}
            />
            <Button size="small" variant="quiet" onClick={() => setRepriced(work)}>
              <span className="sr-only">{t('studio.changeThePriceOfNow', { title: work.title })} </span>
              <Price
                value={work.price}
                orMore={work.orMore}
                reduced={work.reduced}
                reducedLater={work.reducedLater}
              />
            </Button>
          </span>
        )}
      />
      {edited === null ? null : <EditDialog key={edited.id} work={edited} onClose={() => setEdited(null)} />}
      {repriced === null ? null : <RepriceDialog work={repriced} onClose={() => setRepriced(null)} />}
      {coded === null ? null : <CodesDialog work={coded} onClose={() => setCoded(null)} />}
      {withdrawn === null ? null : <WithdrawDialog work={withdrawn} onClose={() => setWithdrawn(null)} />}
    </>
  )
}

interface WorkDialogProps {
  readonly work: WorkView
  readonly onClose: () => void
}

function WithdrawDialog({ work, onClose }: WorkDialogProps) {
  const withdraw = useIpcMutation('withdrawWork')
  const offerUndo = useOfferUndo()
  const onDone = () => {
    offerUndo(t('studio.isNotOnSaleAny', { title: work.title }), [work.manifest])
    onClose()
  }
  return (
    <Dialog
      title={t('studio.takeOffSaleLabel', { title: work.title })}
      description={t('studio.nobodyCanBuyItAny')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('studio.keepItOnSale')}</Button>
          <Button
            variant="danger"
            busy={withdraw.isPending && t('studio.takingItOff')}
            onClick={() => withdraw.mutate({ id: work.id }, { onSuccess: onDone })}
          >
            {t('studio.takeOffSaleLabelToo')}
          </Button>
        </>
      }
    >
      {withdraw.error === null ? null : <p role="alert">{messageOf(withdraw.error)}</p>}
    </Dialog>
  )
}
