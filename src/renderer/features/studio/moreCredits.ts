import { isLyricsLength, lyricsMaxBytes } from '../../../shared/lyrics.ts'
import { isWithin } from '../../../shared/text.ts'

/** What a work's credits say beyond what has a column of its own, and is the same in every row as a rule. */
export const sharedCredits = ['albumArtist', 'composer', 'copyright'] as const
export const moreCredits = [...sharedCredits, 'lyrics'] as const
export type MoreCredit = (typeof moreCredits)[number]
export type MoreCredits = Readonly<Record<MoreCredit, string>>

export const creditNames: MoreCredits = {
  albumArtist: 'Album artist',
  composer: 'Composer',
  copyright: 'Copyright',
  lyrics: 'Lyrics',
}

/** Why a text can't be published; undefined when it can. */
export function creditProblem(field: MoreCredit, text: string): string | undefined {
  if (field !== 'lyrics') return isWithin(text.trim(), 200) ? undefined : 'Write at most 200 characters.'
  return isLyricsLength(text) ? undefined : `Write at most ${lyricsMaxBytes / 1024} kilobytes.`
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
