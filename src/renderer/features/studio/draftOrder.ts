import { inAlbumOrder } from '../../../shared/albumOrder.ts'
import { moveItem } from '../../ui/moveItem.ts'
import type { DraftTrack } from './draft.ts'

/** Tracks that were added, among those that are there: in album order, or at the end once a person has moved some. */
export function withAdded(tracks: readonly DraftTrack[], added: readonly DraftTrack[]): DraftTrack[] {
  const isAsRead = byAlbum(tracks).every((track, index) => track === tracks[index])
  return isAsRead ? byAlbum([...tracks, ...added]) : [...tracks, ...byAlbum(added)]
}

/** The tracks with one moved to the place `to`. The numbers of its release stay where they are, and the tracks change theirs. */
export function moveTrack(tracks: readonly DraftTrack[], file: string, to: number): DraftTrack[] {
  const from = indexOf(tracks, file)
  const moved = tracks[from]
  if (moved === undefined) return [...tracks]
  const numbers = numbersOf(releaseMates(tracks, moved))
  let place = 0
  return moveItem(tracks, from, to).map((track) =>
    isReleaseMate(track, moved) ? withNumber(track, String(numbers[place++] ?? '')) : track,
  )
}

/**
 * The tracks with one numbered anew: it moves to the place of that number on its release. A number that no track of it has is
 * taken as it is, and the track stands before the first with a higher one.
 */
export function numberTrack(tracks: readonly DraftTrack[], file: string, text: string): DraftTrack[] {
  const numbered = tracks[indexOf(tracks, file)]
  if (numbered === undefined) return [...tracks]
  const rewritten = tracks.map((track) => (track === numbered ? withNumber(track, text) : track))
  const number = readNumber(text)
  if (number === undefined) return rewritten
  const mates = releaseMates(tracks, numbered)
  const place = numbersOf(mates).indexOf(number)
  if (place !== -1) return moveTrack(tracks, file, indexOf(tracks, mates[place]?.file ?? file))
  const others = rewritten.filter((track) => track.file !== file)
  const isHigher = (track: DraftTrack) =>
    isReleaseMate(track, numbered) && (readNumber(track.text.trackNumber) ?? 0) > number
  const before = others.findIndex(isHigher)
  const last = others.findLastIndex((track) => isReleaseMate(track, numbered))
  const from = indexOf(tracks, file)
  return moveItem(rewritten, from, before === -1 ? (last === -1 ? from : last + 1) : before)
}

function byAlbum(tracks: readonly DraftTrack[]): DraftTrack[] {
  return inAlbumOrder(tracks.map((track) => ({ ...track.inspected, track }))).map(({ track }) => track)
}

/** The numbers of a release by place: those its tracks have, if each has one of its own; otherwise from 1. */
function numbersOf(mates: readonly DraftTrack[]): number[] {
  const own = new Set(mates.flatMap(({ text }) => readNumber(text.trackNumber) ?? []))
  return own.size === mates.length
    ? [...own].toSorted((one, other) => one - other)
    : mates.map((_, place) => place + 1)
}

function releaseMates(tracks: readonly DraftTrack[], of: DraftTrack): DraftTrack[] {
  return tracks.filter((track) => isReleaseMate(track, of))
}

function isReleaseMate(track: DraftTrack, of: DraftTrack): boolean {
  return track.inspected.problem === null && track.text.releaseTitle === of.text.releaseTitle
}

function readNumber(text: string): number | undefined {
  return /^[1-9]\d{0,2}$/.test(text.trim()) ? Number(text) : undefined
}

function withNumber(track: DraftTrack, trackNumber: string): DraftTrack {
  return { ...track, text: { ...track.text, trackNumber } }
}

function indexOf(tracks: readonly DraftTrack[], file: string): number {
  return tracks.findIndex((track) => track.file === file)
}
