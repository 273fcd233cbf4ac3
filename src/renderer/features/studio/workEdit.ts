import type { WorkDetail } from '../../../shared/api/catalogue.ts'
import type { WorkChanges } from '../../../shared/api/studio.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import type { PreviewChoice } from '../../../shared/previewChoice.ts'
import { knownDate } from '../../../shared/releaseDate.ts'
import type { ReleaseType } from '../../../shared/releaseTypes.ts'
import { type BonusEdit, bonusChanges, toBonusEdits } from './bonusEdit.ts'
import { artworkEdits, type ChosenArtwork, isDateOrNothing } from './draft.ts'
import { joinTags, splitTags } from '../../../shared/workTags.ts'
import { creditProblem, creditTexts, type MoreCredits, moreCredits } from './moreCredits.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What an artist can write anew about a work on sale; numbers are text until they are sent. */
export interface WorkEdit extends MoreCredits {
  readonly title: string
  readonly artistName: string
  readonly releaseTitle: string
  readonly genre: string
  /** A year, a month or a day. */
  readonly releaseDate: string
  /** Of a release; empty: none. */
  readonly releaseType: ReleaseType | ''
  readonly description: string
  /** Of a track: what everybody may hear; null: as it is now. */
  readonly preview: PreviewChoice | null
  readonly artwork: ChosenArtwork | null
  /** Of a release: what goes with it. */
  readonly bonus: readonly BonusEdit[]
  /** Of a release: its tracks. */
  readonly order: readonly WorkView[]
}

/** A work as it stands, to be edited. */
export function toWorkEdit({ work, description, tracks, credits, bonus }: WorkDetail): WorkEdit {
  return {
    tags: joinTags(work.tags ?? []),
    albumArtist: credits.albumArtist ?? '',
    composer: credits.composer ?? '',
    recordLabel: credits.recordLabel ?? '',
    licence: credits.licence ?? '',
    copyright: credits.copyright ?? '',
    isrc: credits.isrc ?? '',
    lyrics: credits.lyrics ?? '',
    title: work.title,
    artistName: work.artistName,
    releaseTitle: work.releaseTitle ?? '',
    genre: work.genre ?? '',
    releaseDate: knownDate(work) ?? '',
    releaseType: credits.releaseType ?? '',
    description: description ?? '',
    preview: null,
    artwork: null,
    bonus: toBonusEdits(bonus),
    order: tracks,
  }
}

/** What must be put right before it can be saved. */
export function problemsOfEdit(edit: WorkEdit): Partial<Record<keyof WorkEdit, string>> {
  const credits = moreCredits.flatMap((field) => {
    const problem = creditProblem(field, edit[field])
    return problem === undefined ? [] : [[field, problem] as const]
  })
  return {
    ...Object.fromEntries(credits),
    ...(edit.title.trim() === '' && { title: t('studio.giveItATitle') }),
    ...(edit.artistName.trim() === '' && { artistName: t('studio.sayWhoseItIs') }),
    ...(!isDateOrNothing(edit.releaseDate) && { releaseDate: t('studio.writeADateSuchAs') }),
  }
}

/** What an edit changes; empty when that is nothing. */
export function changesOf(detail: WorkDetail, edit: WorkEdit): WorkChanges {
  const before = toWorkEdit(detail)
  const words = (
    ['title', 'artistName', 'releaseTitle', 'genre', 'releaseDate', 'description', ...creditTexts] as const
  )
    .filter((field) => edit[field].trim() !== before[field])
    .map((field) => [field, edit[field].trim()] as const)
  const isMoved = edit.order.some(({ id }, index) => id !== before.order[index]?.id)
  return {
    ...Object.fromEntries(words),
    ...(edit.tags.trim() !== before.tags && { tags: splitTags(edit.tags) }),
    ...(edit.releaseType !== before.releaseType && { releaseType: edit.releaseType }),
    ...(edit.preview !== null && { preview: edit.preview }),
    ...artworkEdits(edit.artwork),
    ...bonusChanges(edit.bonus),
    ...(isMoved && { order: edit.order.map(({ id }) => id) }),
  }
}
