import { Check, Gift, X } from 'lucide-react'
import type { BasketItem, QuotedWork } from '../../../shared/api/basket.ts'
import type { PurchaseView, WorkView } from '../../../shared/api/node.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Artwork } from '../../ui/Artwork.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Price } from '../../ui/Price.tsx'
import { artworkOf } from '../../ui/TrackList.tsx'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { quote } from '../../../shared/text.ts'
import { pendingWords } from '../buy/pendingText.ts'
import { BasketDedication } from './BasketDedication.tsx'
import { RecipientMenu } from './RecipientMenu.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** One work of the basket, as its row shows it. */
export interface BasketLine {
  readonly key: string
  /** Null where it is not known here. */
  readonly work: WorkView | null
  /** Whom it is for; null: oneself. */
  readonly recipient: BasketItem['recipient']
  /** What goes with it to them. */
  readonly dedication: BasketItem['dedication']
  readonly state: 'waiting' | 'buying' | 'bought'
  /** What was said of it last; undefined: being asked. */
  readonly quoted: QuotedWork['state'] | undefined
  readonly order: PurchaseView | undefined
  /** Why it was not bought when it was tried last. */
  readonly problem: string | null
}

interface BasketRowProps {
  readonly line: BasketLine
  /** What of it is in the basket; undefined: nothing of it can be changed now. */
  readonly item: BasketItem | undefined
  readonly onRemove: (item: BasketItem) => void
}

export function BasketRow({ line, item, onRemove }: BasketRowProps) {
  const { work, recipient, dedication, state, problem } = line
  const title = work?.title ?? t('basket.unknownWork')
  return (
    <li className="flex min-h-16 items-center gap-3 border-b border-line py-2 last:border-none">
      {work === null ? (
        <span className="size-11 shrink-0 rounded-small bg-surface-3" />
      ) : (
        <Artwork {...artworkOf(work)} className="size-11 shrink-0" />
      )}
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate font-medium">
          {title}
        </p>
        {work === null ? null : (
          <p className="truncate text-sm text-text-2">
            <ArtistName work={work} />
          </p>
        )}
        {recipient === null ? null : (
          <p className="flex items-center gap-1.5 text-sm text-text-2">
            <Gift size={14} aria-hidden className="shrink-0" />
            <bdi title={recipient.account} className="truncate">
              {t('basket.forSomebody', { name: recipient.name ?? shortAddress(recipient.account) })}
            </bdi>
          </p>
        )}
        {dedication?.note === undefined ? null : (
          <p className="truncate text-sm text-text-3">{quote(dedication.note, 100)}</p>
        )}
        {problem === null || state !== 'waiting' ? null : (
          <p className="text-sm text-warning wrap-anywhere">
            {t('basket.notBought')}: {problem}
          </p>
        )}
      </div>
      <p className="shrink-0 text-end text-sm">
        <LineState line={line} />
      </p>
      {item === undefined ? null : (
        <>
          {item.recipient === null ? null : <BasketDedication item={item} />}
          <RecipientMenu item={item} title={title} />
          <IconButton
            label={t('basket.takeOutOfTheBasket', { title })}
            icon={X}
            size="small"
            onClick={() => onRemove(item)}
          />
        </>
      )}
    </li>
  )
}

function LineState({ line: { work, recipient, state, quoted, order } }: { readonly line: BasketLine }) {
  if (state === 'bought') {
    return (
      <span className="inline-flex items-center gap-1.5 text-positive">
        <Check size={15} aria-hidden />
        {recipient === null ? t('basket.yours') : t('basket.handedOver')}
      </span>
    )
  }
  if (state === 'buying') {
    return (
      <span className="text-text-2">
        {order === undefined ? t('basket.waitsForItsTurn') : pendingWords(order)}
      </span>
    )
  }
  const words = quoted === undefined ? undefined : obstacle(quoted, recipient !== null)
  if (words !== undefined) return <span className="text-text-2">{words}</span>
  if (work === null) return null
  return <Price value={work.price} orMore={work.orMore} />
}

/** Why it is not bought along; undefined: it is. */
function obstacle(state: QuotedWork['state'], isGift: boolean): string | undefined {
  switch (state) {
    case 'ready':
      return undefined
    case 'owned':
      return isGift ? t('basket.theirsAlready') : t('basket.yoursAlready')
    case 'own':
      return t('basket.yourOwn')
    case 'ordered':
      return t('basket.orderedAlready')
    case 'included':
      return t('basket.comesWithItsRelease')
    case 'unknown':
      return t('basket.notOffered')
  }
}
