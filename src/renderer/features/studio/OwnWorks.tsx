import { Disc3, Pencil, Play, Tag, Undo2 } from 'lucide-react'
import { useState } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import type { MenuEntry } from '../../ui/Menu.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { exactAmount, shortAmount, type Token } from '../../../shared/token.ts'
import { parseAmountInput, useToken } from '../../ui/token.ts'
import { TrackList } from '../../ui/TrackList.tsx'
import { ListenButton } from '../work/ListenButton.tsx'
import { useWorkActions } from '../work/useWorkActions.ts'
import { EditDialog } from './EditDialog.tsx'
import { useOfferUndo } from './useOfferUndo.ts'

/** One's own works on sale, to edit, reprice and withdraw. */
export function OwnWorks({ works }: { readonly works: readonly WorkView[] }) {
  const actions = useWorkActions()
  const [repriced, setRepriced] = useState<WorkView | null>(null)
  const [edited, setEdited] = useState<WorkView | null>(null)
  const [withdrawn, setWithdrawn] = useState<WorkView | null>(null)
  const menu = ([first, ...others]: readonly WorkView[]): readonly MenuEntry[] => {
    if (first === undefined) return []
    const all = [first, ...others]
    const play: MenuEntry = { label: 'Play', icon: Play, onSelect: () => actions.playAll(all) }
    if (others.length > 0) return [play]
    return [
      play,
      { label: 'Show as buyers see it', icon: Disc3, onSelect: () => actions.open(first) },
      'line',
      { label: 'Edit…', icon: Pencil, onSelect: () => setEdited(first) },
      { label: 'Change the price…', icon: Tag, onSelect: () => setRepriced(first) },
      {
        label: 'Take off sale…',
        icon: Undo2,
        isDangerous: true,
        onSelect: () => setWithdrawn(first),
      },
    ]
  }
  return (
    <>
      <TrackList
        label="Your works on sale"
        rows={works}
        workOf={(work) => work}
        onOpen={actions.open}
        menu={menu}
        coverOverlay={(work) => <ListenButton work={work} />}
        state={(work) => (
          <span className="flex items-center justify-end gap-1">
            <IconButton
              label={`Edit ${work.title}`}
              icon={Pencil}
              size="small"
              onClick={() => setEdited(work)}
            />
            <Button size="small" variant="quiet" onClick={() => setRepriced(work)}>
              <span className="sr-only">Change the price of {work.title}, now </span>
              <TokenAmount value={work.price} isPrice />
            </Button>
          </span>
        )}
      />
      {edited === null ? null : <EditDialog key={edited.id} work={edited} onClose={() => setEdited(null)} />}
      {repriced === null ? null : <RepriceDialog work={repriced} onClose={() => setRepriced(null)} />}
      {withdrawn === null ? null : <WithdrawDialog work={withdrawn} onClose={() => setWithdrawn(null)} />}
    </>
  )
}

interface WorkDialogProps {
  readonly work: WorkView
  readonly onClose: () => void
}

function RepriceDialog({ work, onClose }: WorkDialogProps) {
  const token = useToken()
  const reprice = useIpcMutation('reprice')
  const offerUndo = useOfferUndo()
  const [text, setText] = useState(() => priceText(work.price, token))
  const price = parseAmountInput(text, token)
  const onDone = () => {
    offerUndo(`The price of “${work.title}” was changed.`, [work.manifest])
    onClose()
  }
  return (
    <FormDialog
      title={`Price of “${work.title}”`}
      description="It holds from now on. Who has ordered already pays the price they saw."
      isOpen
      onClose={onClose}
      submitLabel="Set the price"
      cancelLabel="Cancel"
      isReady={price !== undefined}
      busy={reprice.isPending && 'Saving…'}
      onSubmit={() => price !== undefined && reprice.mutate({ id: work.id, price }, { onSuccess: onDone })}
    >
      <TextField
        label="Price"
        value={text}
        inputMode="decimal"
        suffix={token.symbol}
        onChange={(event) => setText(event.target.value)}
        hint="0 gives it away."
        error={price === undefined ? 'Write an amount, such as 2.50.' : reprice.error?.message}
      />
    </FormDialog>
  )
}

/** With two decimals where that is exact. */
function priceText(price: bigint, token: Token): string {
  const short = shortAmount(price, token)
  return parseAmountInput(short, token) === price ? short : exactAmount(price, token)
}

function WithdrawDialog({ work, onClose }: WorkDialogProps) {
  const withdraw = useIpcMutation('withdrawWork')
  const offerUndo = useOfferUndo()
  const onDone = () => {
    offerUndo(`“${work.title}” is not on sale any more.`, [work.manifest])
    onClose()
  }
  return (
    <Dialog
      title={`Take “${work.title}” off sale?`}
      description="Nobody can buy it any more. Who has bought it keeps it, and orders that are paid are still delivered."
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it on sale</Button>
          <Button
            variant="danger"
            busy={withdraw.isPending && 'Taking it off…'}
            onClick={() => withdraw.mutate({ id: work.id }, { onSuccess: onDone })}
          >
            Take off sale
          </Button>
        </>
      }
    >
      {withdraw.error === null ? null : <p role="alert">{messageOf(withdraw.error)}</p>}
    </Dialog>
  )
}
