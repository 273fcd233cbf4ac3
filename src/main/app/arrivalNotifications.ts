import type { GiftView } from '../../shared/api/gifts.ts'
import type { PurchaseView } from '../../shared/api/node.ts'
import type { Label } from '../../shared/ids.ts'
import { giverText } from '../../shared/i18n/giverText.ts'
import { quote } from '../../shared/text.ts'
import { t } from '../../shared/i18n/t.ts'
import type { Notice } from './notifier.ts'

export interface ArrivalNotificationsOptions {
  /** The person wants to hear of it, and does not look at Busker now. */
  readonly isWanted: () => boolean
  /** A work and whose it is; null when nothing is known of it. */
  readonly workOf: (label: Label) => { readonly title: string; readonly artistName: string } | null
  readonly show: (notice: Notice) => void
  /** The person pressed on what came: a work, or a gift that waits. */
  readonly onWork: (label: Label) => void
  readonly onGifts: () => void
  /** @param id of the order that an artist wrote back to */
  readonly onThanks: (id: string) => void
}

/** What is known once an artist has written back to an order. */
export const thanksOf = (id: string): string => `thanks ${id}`

/** Shows one silent notification for each purchase that can be played, and for each gift that waits. */
export class ArrivalNotifications {
  readonly #options: ArrivalNotificationsOptions
  /** Orders and gifts that were there before, or were told of. */
  readonly #known = new Set<string>()

  constructor(options: ArrivalNotificationsOptions) {
    this.#options = options
  }

  /** What was there when Busker was unlocked is told of no more. */
  skip(ids: readonly string[]): void {
    for (const id of ids) this.#known.add(id)
  }

  /** Called with every change of a purchase; notifies once it can be played, and once the artist has written back. */
  onPurchaseChanged(
    purchase: Pick<PurchaseView, 'id' | 'state' | 'label' | 'thanks' | 'giver' | 'dedication'>,
  ): void {
    const { id, state, label, giver, dedication } = purchase
    this.#onThanks(purchase)
    if (state !== 'joined' || !this.#isNew(id)) return
    const { isWanted, workOf, show, onWork } = this.#options
    if (!isWanted()) return
    const work = workOf(label)
    show({
      title:
        giver === undefined ? t('desktop.arrivedTitle') : t('desktop.giftFrom', { giver: giverText(giver) }),
      body: withNote(work === null ? t('desktop.aWorkArrived') : named(work), dedication?.note),
      label,
      onClick: () => onWork(label),
    })
  }

  #onThanks({ id, label, thanks }: Pick<PurchaseView, 'id' | 'label' | 'thanks'>): void {
    if (thanks === undefined || !this.#isNew(thanksOf(id))) return
    const { isWanted, workOf, show, onThanks } = this.#options
    if (!isWanted()) return
    const artist = workOf(label)?.artistName
    show({
      title:
        artist === undefined
          ? t('desktop.thanksCame')
          : t('desktop.thanksFrom', { artist: quote(artist, 60) }),
      body: quote(thanks, 200),
      label,
      onClick: () => onThanks(id),
    })
  }

  /**
   * Called with all gifts at every change of them. Of a stranger's nothing is shown: anybody can send one, and it waits where
   * gifts are listed.
   */
  onGiftsChanged(gifts: readonly GiftView[]): void {
    const { isWanted, workOf, show, onGifts } = this.#options
    const fresh = gifts.filter(
      ({ id, state, isVouched }) => isVouched && state === 'waiting' && this.#isNew(id),
    )
    const [gift] = fresh
    if (gift === undefined || !isWanted()) return
    const giver = giverText(gift.giver)
    // What is not in the catalogue is whatever the giver says it is.
    const work = gift.isVerified ? workOf(gift.label) : null
    const isOne = fresh.length === 1
    show({
      title: isOne ? t('desktop.giftFrom', { giver }) : t('desktop.giftsWait', { count: fresh.length }),
      body: isOne && work !== null ? withNote(named(work), gift.note) : t('desktop.acceptOrDecline'),
      label: isOne && work !== null ? gift.label : null,
      onClick: onGifts,
    })
  }

  #isNew(id: string): boolean {
    const isNew = !this.#known.has(id)
    this.#known.add(id)
    return isNew
  }
}

const named = ({ title, artistName }: { readonly title: string; readonly artistName: string }): string =>
  t('desktop.workByArtist', { title: quote(title, 100), artist: quote(artistName, 60) })

/** What a giver wrote stands below, as theirs. */
const withNote = (body: string, note: string | null | undefined): string =>
  note === null || note === undefined ? body : `${body}\n${quote(note, 120)}`
