import type { PurchaseView } from '../../../shared/api/node.ts'
import { giverText } from '../../../shared/i18n/giverText.ts'
import { quote } from '../../../shared/text.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { rich } from '../../ui/rich.ts'
import { DedicationText } from '../gifts/DedicationText.tsx'
import { GiverName } from '../gifts/GiverName.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Somebody wrote something with this order. */
export const hasNote = ({ thanks, dedication }: PurchaseView): boolean =>
  thanks !== undefined || dedication !== undefined

type GiftFacts = Pick<PurchaseView, 'giver' | 'dedication' | 'recipient' | 'recipientName' | 'state'>

/** Who gave what was ordered, or to whom it is given, and what was written with it; nothing of what one bought for oneself. */
export function GiftLine({ order }: { readonly order: GiftFacts }) {
  const whose = whoseText(order)
  if (whose === null) return null
  const note = order.dedication?.note
  return (
    <span className="block truncate text-xs text-text-3">
      {note === undefined ? whose : `${whose} · ${quote(note, 100)}`}
    </span>
  )
}

function whoseText({ giver, dedication, recipient, recipientName, state }: GiftFacts): string | null {
  if (giver !== undefined) return t('library.givenToYouBy', { giver: giverText(giver) })
  if (recipientName === undefined && dedication === undefined && state !== 'handedOver') return null
  return t('purchases.givenTo', { name: recipientName ?? shortAddress(recipient) })
}

interface OrderNotesProps {
  readonly order: PurchaseView
  readonly title: string
  readonly onClose: () => void
}

/** What was written with an order, each as its writer's. */
export function OrderNotes({ order, title, onClose }: OrderNotesProps) {
  const { thanks, giver, dedication } = order
  const whose = whoseText(order)
  return (
    <Dialog
      title={thanks === undefined ? t('purchases.aNoteWithAGift') : t('purchases.aNoteFromTheArtist')}
      description={title}
      isOpen
      onClose={onClose}
    >
      {thanks === undefined ? null : (
        <blockquote className="border-s-2 border-line-strong ps-3 wrap-anywhere whitespace-pre-line">
          <bdi>{thanks}</bdi>
        </blockquote>
      )}
      {dedication === undefined ? null : (
        <div className={thanks === undefined ? '' : 'mt-4'}>
          <p>
            {giver === undefined
              ? whose
              : rich('library.givenToYouBy', { giver: <GiverName giver={giver} /> })}
          </p>
          <DedicationText giver={giver ?? { resembles: null }} note={dedication.note} />
        </div>
      )}
    </Dialog>
  )
}
