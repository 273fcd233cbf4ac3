import { readIsrc } from '../../../shared/isrc.ts'
import { isLyricsLength, lyricsMaxBytes } from '../../../shared/lyrics.ts'
import { isWithin } from '../../../shared/text.ts'
import { readTags, tagMaxLength, tagsMaxCount } from '../../../shared/workTags.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What a work's credits say beyond what has a column of its own, and is the same in every row as a rule. */
export const sharedCredits = [
  'tags',
  'albumArtist',
  'composer',
  'recordLabel',
  'licence',
  'copyright',
] as const
export const moreCredits = [...sharedCredits, 'isrc', 'lyrics'] as const
/** What a release has of them. */
export const releaseCredits = ['tags', 'recordLabel', 'licence', 'copyright'] as const
/** Those that are texts as they stand. */
export const creditTexts = moreCredits.filter((field) => field !== 'tags')
export type MoreCredit = (typeof moreCredits)[number]
export type MoreCredits = Readonly<Record<MoreCredit, string>>

export const creditNames: MoreCredits = {
  get tags() {
    return t('common.tags')
  },
  get albumArtist() {
    return t('common.albumArtist')
  },
  get composer() {
    return t('common.composer')
  },
  get recordLabel() {
    return t('common.recordLabel')
  },
  get licence() {
    return t('common.licence')
  },
  isrc: 'ISRC',
  get copyright() {
    return t('common.copyright')
  },
  get lyrics() {
    return t('common.lyrics')
  },
}

/** Why a text can't be published; undefined when it can. */
export function creditProblem(field: MoreCredit, text: string): string | undefined {
  if (field === 'isrc')
    return text.trim() === '' || readIsrc(text) !== undefined ? undefined : t('studio.writeAnIsrc')
  if (field === 'tags')
    return readTags(text) === undefined
      ? t('studio.writeFewerTags', { tagsMaxCount, tagMaxLength })
      : undefined
  if (field !== 'lyrics') return isWithin(text.trim(), 200) ? undefined : t('studio.writeAtMost200Characters')
  return isLyricsLength(text)
    ? undefined
    : t('studio.writeAtMostKilobytes', { lyricsMaxBytes: lyricsMaxBytes / 1024 })
}

/** The fields whose texts are other ones than before. */
export function changedCredits(before: MoreCredits, after: MoreCredits): Partial<MoreCredits> {
  return Object.fromEntries(
    moreCredits.filter((field) => after[field] !== before[field]).map((field) => [field, after[field]]),
  )
}

/** Writes each text that is another one. */
export function changeEach(
  changed: Partial<MoreCredits>,
  write: (field: MoreCredit, text: string) => void,
): void {
  for (const field of moreCredits) {
    const text = changed[field]
    if (text !== undefined) write(field, text)
  }
}
