import { setImmediate as nextTick } from 'node:timers/promises'
import type { WorkView } from '../../shared/api/node.ts'
import { workNameOf } from '../../shared/editions.ts'
import { label, type Label } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { toLine } from '../../shared/text.ts'
import type { M3u8Entry } from './m3u8.ts'

type OwnedTrack = Pick<WorkView, 'label' | 'title' | 'artistName' | 'releaseTitle' | 'durationMs'>

export interface MatchedEntries {
  /** In the order of the file. */
  readonly found: readonly Label[]
  /** What is not owned, as the file names it. */
  readonly missing: readonly string[]
}

const workLink = /^busker:\/\/work\/(track\/[0-9a-f]{32}\/\d{1,9})\/?$/
/** `01 Title`, `1-01 - Title`, `01. Title`. */
const leadingNumber = /^\d{1,3}([-.]\d{1,3})?[\s._-]+(?=\S)/
/** Seconds by which programs round and trim differently. */
const nearSeconds = 3
const tracksAtOnce = 5000

/**
 * Finds the owned tracks that a file's entries mean: by the link that Busker writes, by artist and title, or by the names in a path. A
 * path is read as a name and is never opened.
 *
 * @param fileAt which file of a watched folder lies there
 */
export async function matchEntries(
  entries: readonly M3u8Entry[],
  owned: readonly OwnedTrack[],
  fileAt: (path: string) => Label | undefined = () => undefined,
): Promise<MatchedEntries> {
  const byName = new Map(owned.map((track) => [workNameOf(track.label), track]))
  const byTitle = await groupByTitle(owned)
  const found: Label[] = []
  const missing: string[] = []
  for (const entry of entries) {
    const file = fileAt(pathOf(entry.location))
    if (file !== undefined) {
      found.push(file)
      continue
    }
    const track = linked(entry, byName) ?? called(entry, byTitle) ?? inPath(entry, byTitle)
    if (track === undefined) missing.push(shownName(entry))
    else found.push(track.label)
  }
  return { found, missing }
}

function linked({ location }: M3u8Entry, byName: ReadonlyMap<string, OwnedTrack>): OwnedTrack | undefined {
  const given = label.safeParse(workLink.exec(location)?.[1]).data
  return given === undefined ? undefined : byName.get(workNameOf(given))
}

/** In turns: a library may be long. */
async function groupByTitle(owned: readonly OwnedTrack[]): Promise<TracksByTitle> {
  const byTitle = new Map<string, OwnedTrack[]>()
  for (const [index, track] of owned.entries()) {
    const key = nameKey(track.title)
    const titled = byTitle.get(key)
    if (titled === undefined) byTitle.set(key, [track])
    else titled.push(track)
    if (index % tracksAtOnce === tracksAtOnce - 1) await nextTick()
  }
  return byTitle
}

type TracksByTitle = ReadonlyMap<string, readonly OwnedTrack[]>

/** Each dash of `A - B - Title` may be the one between artist and title. */
function called(entry: M3u8Entry, byTitle: TracksByTitle): OwnedTrack | undefined {
  const parts = entry.name?.split(/\s+[-–—]\s+/u).slice(0, 8) ?? []
  for (let cut = 1; cut < parts.length; cut += 1) {
    const artist = nameKey(parts.slice(0, cut).join(' - '))
    const titled = byTitle.get(nameKey(parts.slice(cut).join(' - '))) ?? []
    const track = nearest(
      titled.filter(({ artistName }) => nameKey(artistName) === artist),
      entry,
    )
    if (track !== undefined) return track
  }
  return undefined
}

/** `Artist/Release/01 Title.flac`, with strokes of either kind. */
function inPath(entry: M3u8Entry, byTitle: TracksByTitle): OwnedTrack | undefined {
  const parts = pathOf(entry.location).split(/[\\/]/).filter(Boolean)
  const file = parts.pop()
  if (file === undefined) return undefined
  const name = file.replace(/\.[a-z0-9]{1,5}$/iu, '')
  const folders = new Set(parts.slice(-2).map(nameKey))
  const isBy = ({ artistName }: OwnedTrack) => folders.has(nameKey(artistName))
  const isOn = ({ releaseTitle }: OwnedTrack) => releaseTitle !== null && folders.has(nameKey(releaseTitle))
  for (const title of [name, name.replace(leadingNumber, '')]) {
    const titled = byTitle.get(nameKey(title)) ?? []
    const both = titled.filter((track) => isBy(track) && isOn(track))
    const track =
      nearest(both, entry) ??
      nearest(
        titled.filter((one) => isBy(one) || isOn(one)),
        entry,
      )
    if (track !== undefined) return track
  }
  return undefined
}

/** Of tracks of one artist and title, the one of that release, or of that length. */
function nearest(tracks: readonly OwnedTrack[], { release, seconds }: M3u8Entry): OwnedTrack | undefined {
  const releaseKey = release === undefined ? undefined : nameKey(release)
  const isOnRelease = ({ releaseTitle }: OwnedTrack) =>
    releaseTitle !== null && nameKey(releaseTitle) === releaseKey
  const isAsLong = ({ durationMs }: OwnedTrack) =>
    durationMs !== null && seconds !== undefined && Math.abs(durationMs / 1000 - seconds) <= nearSeconds
  return (
    tracks.find((track) => isOnRelease(track) && isAsLong(track)) ??
    tracks.find(isOnRelease) ??
    tracks.find(isAsLong) ??
    tracks[0]
  )
}

/** An address of a file is a path with its letters escaped. */
function pathOf(location: string): string {
  if (!/^[a-z][a-z0-9+.-]+:\/\//iu.test(location)) return location
  try {
    return decodeURIComponent(new URL(location).pathname)
  } catch {
    return location
  }
}

function shownName({ name, location }: M3u8Entry): string {
  return name ?? toLine(location, 300) ?? '?'
}
