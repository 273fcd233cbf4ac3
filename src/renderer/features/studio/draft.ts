import type { Input } from '../../../shared/api/define.ts'
import type { InspectedFile, WorkEdits } from '../../../shared/api/studio.ts'
import type { IpcMethods } from '../../../shared/ipc.ts'
import type { Token } from '../../../shared/token.ts'
import { releaseMaxTracks } from '../../../shared/publishLimits.ts'
import type { PreviewChoice } from '../../../shared/previewChoice.ts'
import type { ArtworkCrop } from '../../../shared/artworkCrop.ts'
import { isReleaseDate } from '../../../shared/releaseDate.ts'
import type { ReleaseType } from '../../../shared/releaseTypes.ts'
import { isWithin } from '../../../shared/text.ts'
import { joinTags, splitTags } from '../../../shared/workTags.ts'
import { countText } from '../../ui/count.ts'
import { creditProblem, creditTexts, moreCredits, type MoreCredits } from './moreCredits.ts'
import { parsePriceInput } from './priceInput.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What can be typed for a track; numbers are text until they are sent. */
export const draftFields = [
  'title',
  'artistName',
  'releaseTitle',
  'genre',
  'releaseDate',
  'trackNumber',
  'price',
  ...moreCredits,
] as const
export type DraftField = (typeof draftFields)[number]

/** A picture chosen for a track. */
export interface ChosenArtwork {
  readonly file: string
  /** To show it; null: only its name can be shown. */
  readonly preview: string | null
  /** The square that is taken of it; left out: all of it. */
  readonly crop?: ArtworkCrop
}

/** A file on its way to be published. */
export interface DraftTrack {
  readonly file: string
  readonly inspected: InspectedFile
  readonly text: Readonly<Record<DraftField, string>>
  /** null: the one in the file, if there is one. */
  readonly artwork: ChosenArtwork | null
  /** What everybody may hear; null: nothing was chosen. */
  readonly preview: PreviewChoice | null
}

/** The release the tracks are sold together as. */
export interface DraftRelease {
  readonly title: string
  readonly artistName: string
  /** Empty: none. */
  readonly releaseType: ReleaseType | ''
  readonly description: string
  readonly price: string
  readonly artwork: ChosenArtwork | null
}

export interface Draft {
  readonly tracks: readonly DraftTrack[]
  /** null: only single tracks are sold. */
  readonly release: DraftRelease | null
  /** What had no sound of what was added. */
  readonly leftOut?: readonly InspectedFile[]
  /** Those of it that go with the release: their paths. */
  readonly bonus?: readonly string[]
  /** When it goes on sale, as `<input type="datetime-local">` has it; left out: as soon as it is ready. */
  readonly when?: string
  /** Until then it is announced; left out: nobody sees it. */
  readonly isComing?: boolean
}

export const emptyDraft: Draft = { tracks: [], release: null }

/** What a file says of itself, ready to be edited. */
export function toDraftTrack(inspected: InspectedFile): DraftTrack {
  const { file, title, artistName, releaseTitle, genre, releaseDate, trackNumber } = inspected
  return {
    file,
    inspected,
    artwork: null,
    preview: null,
    text: {
      title,
      artistName: artistName ?? '',
      releaseTitle: releaseTitle ?? '',
      genre: genre ?? '',
      releaseDate: releaseDate ?? '',
      trackNumber: trackNumber === null ? '' : String(trackNumber),
      price: '',
      tags: joinTags(inspected.tags),
      albumArtist: inspected.albumArtist ?? '',
      composer: inspected.composer ?? '',
      recordLabel: inspected.recordLabel ?? '',
      licence: inspected.licence ?? '',
      copyright: inspected.copyright ?? '',
      isrc: inspected.isrc ?? '',
      lyrics: inspected.lyrics ?? '',
    },
  }
}

/** A release made of what its tracks have in common. */
export function releaseOf(tracks: readonly DraftTrack[]): DraftRelease {
  return {
    title: commonText(tracks, 'releaseTitle'),
    artistName: commonText(tracks, 'artistName'),
    releaseType: commonType(tracks),
    description: '',
    price: '',
    artwork: null,
  }
}

function commonType(tracks: readonly DraftTrack[]): ReleaseType | '' {
  const [first = null, ...others] = new Set(tracks.map(({ inspected }) => inspected.releaseType))
  return others.length === 0 ? (first ?? '') : ''
}

/** What stands in a field of every track; empty when they differ. */
export function commonText(tracks: readonly DraftTrack[], field: DraftField): string {
  const [first = '', ...others] = new Set(tracks.map(({ text }) => text[field]))
  return others.length === 0 ? first : ''
}

/** What the credits of every track say that have no column; empty where they differ. */
export function commonCredits(tracks: readonly DraftTrack[]): MoreCredits {
  return {
    tags: commonText(tracks, 'tags'),
    albumArtist: commonText(tracks, 'albumArtist'),
    composer: commonText(tracks, 'composer'),
    recordLabel: commonText(tracks, 'recordLabel'),
    licence: commonText(tracks, 'licence'),
    copyright: commonText(tracks, 'copyright'),
    isrc: '',
    lyrics: '',
  }
}

/** What must be put right before a track can be published, by field. */
export function problemsOf({ text }: DraftTrack, token: Token): Partial<Record<DraftField, string>> {
  const problems: Partial<Record<DraftField, string>> = {}
  for (const field of ['title', 'artistName', 'releaseTitle', 'genre'] as const) {
    const problem = lengthProblem(text[field], field === 'genre' ? 80 : 200)
    if (problem !== undefined) problems[field] = problem
  }
  for (const field of moreCredits) {
    const problem = creditProblem(field, text[field])
    if (problem !== undefined) problems[field] = problem
  }
  if (text.title.trim() === '') problems.title = t('studio.giveItATitle')
  if (text.artistName.trim() === '') problems.artistName = t('studio.sayWhoItIsBy')
  if (text.price.trim() === '') problems.price = t('studio.setAPrice0Gives')
  else if (parsePriceInput(text.price, token) === undefined) problems.price = t('studio.writeAnAmountSuchAs')
  if (!isDateOrNothing(text.releaseDate)) problems.releaseDate = t('studio.writeADateSuchAs')
  if (!/^([1-9]\d{0,2})?$/.test(text.trackNumber.trim())) problems.trackNumber = t('studio.writeANumberFrom1')
  return problems
}

/** What must be put right before the release can be published. */
export function problemsOfRelease(
  { title, artistName, description, price }: DraftRelease,
  token: Token,
): Partial<Record<'title' | 'artistName' | 'description' | 'price', string>> {
  const problems = {
    title: title.trim() === '' ? t('studio.giveTheReleaseATitle') : lengthProblem(title, 200),
    artistName: lengthProblem(artistName, 200),
    description: lengthProblem(description, 4000),
    price: parsePriceInput(price, token) === undefined ? t('studio.writeAnAmountSuchAs8') : undefined,
  }
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem !== undefined))
}

/** Why so many tracks can't be one release; undefined when they can. */
export function trackCountProblem(draft: Draft): string | undefined {
  const count = sellable(draft).length
  if (draft.release === null || count <= releaseMaxTracks) return undefined
  return t('studio.aReleaseHasAtMost', { releaseMaxTracks, number: countText(count) })
}

/** @internal */
export const isDateOrNothing = (text: string): boolean => text.trim() === '' || isReleaseDate(text.trim())

function lengthProblem(text: string, most: number): string | undefined {
  return isWithin(text.trim(), most) ? undefined : t('studio.writeAtMostCharacters', { most })
}

/** The tracks that can be sold. */
export const sellable = (draft: Draft): DraftTrack[] =>
  draft.tracks.filter(({ inspected }) => inspected.problem === null)

/** How many things must be put right before the draft can be published. */
export function countProblems(draft: Draft, token: Token): number {
  const ofTracks = sellable(draft).flatMap((track) => Object.keys(problemsOf(track, token)))
  const ofRelease = draft.release === null ? [] : Object.keys(problemsOfRelease(draft.release, token))
  const ofCount = trackCountProblem(draft) === undefined ? 0 : 1
  return ofTracks.length + ofRelease.length + ofCount
}

/**
 * The draft as the node takes it; undefined while something must be put right, or nothing can be sold.
 *
 * @param publishAt when it goes on sale, ms since epoch; left out: as soon as it is ready. Announced until then where the draft
 *   says so
 */
export function toUploadInput(
  draft: Draft,
  token: Token,
  publishAt?: number,
): Input<IpcMethods['upload']> | undefined {
  const tracks = sellable(draft).flatMap((track) => {
    const asked = parsePriceInput(track.text.price, token)
    return asked === undefined ? [] : [{ file: track.file, ...asked, edits: editsOf(track) }]
  })
  if (tracks.length === 0 || countProblems(draft, token) > 0) return undefined
  const { release } = draft
  const asked = release === null ? undefined : parsePriceInput(release.price, token)
  const when = publishAt === undefined ? {} : { publishAt, ...(draft.isComing && { isComing: true }) }
  if (release === null || asked === undefined)
    return { tracks: tracks.map((track) => ({ ...track, ...when })) }
  const { title, artistName, releaseType, description, artwork } = release
  const edits: WorkEdits = {
    title: title.trim(),
    ...(artistName.trim() !== '' && { artistName: artistName.trim() }),
    ...(releaseType !== '' && { releaseType }),
    ...(description.trim() !== '' && { description: description.trim() }),
    ...artworkEdits(artwork),
    ...(bonusOf(draft).length > 0 && { bonus: bonusOf(draft) }),
  }
  return { tracks, release: { ...asked, edits, ...when } }
}

/** What was chosen to go with the release, in the order it is shown. */
function bonusOf({ leftOut = [], bonus = [] }: Draft): string[] {
  return leftOut.map(({ file }) => file).filter((file) => bonus.includes(file))
}

/** A chosen picture as the node takes it. */
export function artworkEdits(artwork: ChosenArtwork | null): Pick<WorkEdits, 'artwork' | 'artworkCrop'> {
  if (artwork === null) return {}
  return { artwork: artwork.file, ...(artwork.crop && { artworkCrop: artwork.crop }) }
}

function editsOf({ text, artwork, preview, inspected }: DraftTrack): WorkEdits {
  // What was emptied says so: left out, it would be read from the file.
  const words = (
    ['title', 'artistName', 'releaseTitle', 'genre', 'releaseDate', ...creditTexts] as const
  ).flatMap((field) =>
    text[field].trim() === '' && !inspected[field] ? [] : [[field, text[field].trim()] as const],
  )
  return {
    ...Object.fromEntries(words),
    ...((text.tags.trim() !== '' || inspected.tags.length > 0) && { tags: splitTags(text.tags) }),
    ...(text.trackNumber.trim() !== '' && { trackNumber: Number(text.trackNumber) }),
    ...artworkEdits(artwork),
    ...(preview !== null && { preview }),
  }
}
