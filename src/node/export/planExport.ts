import type { Credits, ReleaseManifest, TrackManifest } from '../../protocol/manifest.ts'
import { BuskerError, type ErrorData, toErrorData } from '../../shared/errors.ts'
import { knownDate } from '../../shared/releaseDate.ts'
import { type CidText, fromLabel, type Label, toLabel } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { fetchRelease } from '../catalogue/fetchRelease.ts'
import type { TrackNumber } from '../media/files/fileTags.ts'
import type { Playback } from '../playback/playback.ts'
import { openBonus, type OpenBonusOptions, type OpenedBonus } from '../bonus/openBonus.ts'
import { nameIdentity, numberedName, safeName } from './safeName.ts'

export interface PlanExportParts {
  readonly catalogue: Pick<
    CatalogueService,
    'artist' | 'edition' | 'fetchManifest' | 'manifest' | 'releasesWith'
  >
  readonly playback: Pick<Playback, 'open'>
  readonly bonus: OpenBonusOptions
  /** The manifests of works that were bought. */
  readonly bought: (label: Label) => CidText | undefined
}

/** A track, and where its file goes. */
export interface PlannedTrack {
  readonly label: Label
  readonly credits: Credits
  readonly artwork: CidText | undefined
  readonly release: PlannedRelease | undefined
  readonly track: TrackNumber | undefined
  /** Folders below the chosen one, then the name without its ending. */
  readonly folders: readonly string[]
  readonly name: string
}

export interface PlannedRelease {
  readonly title: string
  readonly artistName: string
  /** When it first came out: a year, a month or a day. */
  readonly date: string | undefined
  readonly artwork: CidText | undefined
}

/** What can't be written, and why. */
export interface ExportFailure extends ErrorData {
  readonly label: Label
  /** Null where not even that is known. */
  readonly title: string | null
}

/** A file that goes with a release, and where it is put. */
export interface PlannedBonus extends OpenedBonus {
  readonly release: Label
  readonly folders: readonly string[]
  readonly name: string
}

export interface ExportPlan {
  readonly tracks: readonly PlannedTrack[]
  readonly bonus: readonly PlannedBonus[]
  readonly failures: readonly ExportFailure[]
}

type Release = Pick<ReleaseManifest, 'id' | 'credits' | 'artwork' | 'tracks'>

/**
 * Says which files become of works: of releases all their tracks, each track once. `Artist/Release/03 Title`, of what is on no
 * release `Artist/Title`; two of one name are kept apart. What is not known or not owned is a failure of its own.
 *
 * @param signal ends it between two tracks
 */
export async function planExport(
  parts: PlanExportParts,
  labels: readonly Label[],
  signal: AbortSignal,
): Promise<ExportPlan> {
  const { catalogue, playback } = parts
  const tracks: PlannedTrack[] = []
  const bonus: PlannedBonus[] = []
  const failures: ExportFailure[] = []
  const planner = new TrackPlanner(catalogue)
  const seen = new Set<Label>()
  const fail = (label: Label) => (error: unknown) => {
    failures.push({ label, title: catalogue.edition(label)?.title ?? null, ...toErrorData(error) })
  }
  const addTrack = async (label: Label, release?: Release) => {
    // Manifests are read synchronously, and there may be thousands.
    await new Promise(setImmediate)
    signal.throwIfAborted()
    if (seen.has(label)) return
    seen.add(label)
    const opened = await playback.open(label)
    opened.close()
    tracks.push(planner.plan(label, opened.manifest, release))
  }
  for (const label of labels) {
    if (fromLabel(label).kind === 'track') {
      await addTrack(label).catch(fail(label))
      continue
    }
    const release = await readRelease(parts, label).catch(fail(label))
    for (const { id, edition } of release?.tracks ?? []) {
      const track = toLabel('track', id, edition)
      await addTrack(track, release ?? undefined).catch(fail(track))
    }
    if (release && !seen.has(label))
      bonus.push(...planner.planBonus(label, release, openBonus(parts.bonus, release)))
    seen.add(label)
  }
  signal.throwIfAborted()
  return { tracks, bonus, failures }
}

/** With the manifests of its tracks, as far as somebody has them. */
async function readRelease({ catalogue, bought }: PlanExportParts, label: Label): Promise<ReleaseManifest> {
  const cid = catalogue.edition(label)?.manifest ?? bought(label)
  const { release, peers } = await fetchRelease(catalogue, cid)
  // One that can't be had fails by itself when it is its turn.
  await Promise.allSettled(
    release.tracks.map(({ manifest }) =>
      catalogue.fetchManifest('track', manifest.toString() as CidText, peers),
    ),
  )
  return release
}

/** One file that goes with a release, to lie in the folder itself. @param index from 0 @throws BuskerError `BONUS_UNKNOWN` */
export async function planBonusFile(
  { catalogue, bought, bonus }: PlanExportParts,
  label: Label,
  index: number,
): Promise<PlannedBonus> {
  const { release } = await fetchRelease(catalogue, catalogue.edition(label)?.manifest ?? bought(label))
  const opened = openBonus(bonus, release)[index]
  if (opened === undefined) {
    throw new BuskerError(
      'BONUS_UNKNOWN',
      'This file does not go with the release any more, or is not yours.',
    )
  }
  return { ...opened, release: label, folders: [], name: safeName(opened.file.name) }
}

class TrackPlanner {
  readonly #catalogue: PlanExportParts['catalogue']
  readonly #names = new TakenNames()
  readonly #numberings = new Map<string, Numbering>()

  constructor(catalogue: PlanExportParts['catalogue']) {
    this.#catalogue = catalogue
  }

  plan(
    label: Label,
    { id, edition, artist, credits, artwork }: TrackManifest,
    from: Release | undefined,
  ): PlannedTrack {
    const isOn = ({ tracks }: Release) => tracks.some((entry) => entry.id === id && entry.edition === edition)
    const known = from === undefined ? this.#catalogue.releasesWith(artist, id).filter(isOn) : [from]
    const release = known.find((each) => each.credits.title === credits.releaseTitle) ?? known[0]
    const track = release === undefined ? ownNumber(credits) : this.#numberOn(release, id, credits)
    const title = release?.credits.title ?? credits.releaseTitle
    const named = release?.credits ?? credits
    const artistName = named.albumArtist ?? named.artistName
    const folders = this.#folders(artistName, title, release)
    return {
      label,
      credits,
      artwork: cidOf(artwork),
      release: title === undefined ? undefined : { title, artistName, ...releaseFacts(release) },
      track,
      folders,
      name: this.#names.take(folders.join('/'), safeName(numbered(track, credits.title)), label),
    }
  }

  planBonus(label: Label, release: ReleaseManifest, opened: readonly OpenedBonus[]): PlannedBonus[] {
    const { title, albumArtist, artistName } = release.credits
    const folders = this.#folders(albumArtist ?? artistName, title, release)
    return opened.map((one, index) => {
      const name = this.#names.take(folders.join('/'), safeName(one.file.name), `${label} ${index}`)
      return { ...one, release: label, folders, name }
    })
  }

  #folders(artistName: string, title: string | undefined, release: Release | undefined): string[] {
    const artist = safeName(artistName)
    if (title === undefined) return [artist]
    return [artist, this.#names.take(artist, safeName(title), release?.id ?? `called ${title}`)]
  }

  /** As the artist numbered it, where these numbers follow the order of the release; else its place there. */
  #numberOn(release: Release, id: TrackManifest['id'], { trackNumber, discNumber }: Credits): TrackNumber {
    const { tracks } = release
    const { isInOrder, hasDiscs } = this.#numberingOf(release)
    if (isInOrder && trackNumber !== undefined) {
      if (hasDiscs) return { number: trackNumber, disc: discNumber ?? 1 }
      if (trackNumber <= tracks.length) return { number: trackNumber, total: tracks.length, disc: discNumber }
    }
    return { number: tracks.findIndex((entry) => entry.id === id) + 1, total: tracks.length }
  }

  #numberingOf(release: Release): Numbering {
    const known = this.#numberings.get(release.id)
    if (known !== undefined) return known
    const credits = release.tracks.flatMap((entry) => {
      const cid = this.#catalogue.edition(toLabel('track', entry.id, entry.edition))?.manifest
      return (cid === undefined ? undefined : this.#catalogue.manifest(cid)?.body.credits) ?? []
    })
    const places = credits.map((each) => (each.discNumber ?? 1) * 1000 + (each.trackNumber ?? 0))
    const numbering = {
      isInOrder: credits.every(
        (each, index) => each.trackNumber !== undefined && (places[index] ?? 0) > (places[index - 1] ?? -1),
      ),
      hasDiscs: credits.some((each) => (each.discNumber ?? 1) > 1),
    }
    this.#numberings.set(release.id, numbering)
    return numbering
  }
}

/** What the tracks of a release, as far as they are known, say of their own places. */
interface Numbering {
  readonly isInOrder: boolean
  readonly hasDiscs: boolean
}

function releaseFacts(release: Release | undefined): Pick<PlannedRelease, 'date' | 'artwork'> {
  return { date: release && knownDate(release.credits), artwork: cidOf(release?.artwork) }
}

function cidOf(artwork: TrackManifest['artwork']): CidText | undefined {
  return artwork?.cid.toString() as CidText | undefined
}

/** `1-03 Title` where there are discs, else `03 Title`. */
function numbered(track: TrackNumber | undefined, title: string): string {
  if (track === undefined) return title
  const digits = Math.max(2, String(track.total ?? 0).length)
  const number = String(track.number).padStart(digits, '0')
  return `${track.disc === undefined ? '' : `${track.disc}-`}${number} ${title}`
}

function ownNumber({ trackNumber, discNumber }: Credits): TrackNumber | undefined {
  return trackNumber === undefined ? undefined : { number: trackNumber, disc: discNumber }
}

/** Gives each name within a folder once, also where a file system tells no cases apart. */
class TakenNames {
  readonly #owners = new Map<string, string>()

  /** @param owner whoever comes again gets the same name */
  take(folder: string, name: string, owner: string): string {
    for (let count = 1; ; count += 1) {
      const numberedOne = numberedName(name, count)
      const key = nameIdentity(`${folder}/${numberedOne}`)
      const taken = this.#owners.get(key)
      if (taken !== undefined && taken !== owner) continue
      this.#owners.set(key, owner)
      return numberedOne
    }
  }
}
