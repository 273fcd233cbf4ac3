import { CID } from 'multiformats/cid'
import type { Blocks } from '../../ipfs/peer.ts'
import {
  type ReleaseManifest,
  releaseManifest,
  trackManifest,
  type TrackManifest,
} from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { CidText } from '../../shared/ids.ts'
import { putManifests } from '../catalogue/publish.ts'
import type { Announce } from './announce.ts'
import { replacedBy } from './editWork.ts'
import { nextReleaseEdition, type ReleaseEditionOptions } from './nextReleaseEdition.ts'
import type { OwnWorks } from './ownWorks.ts'
import type { TrackLoudness } from './trackLoudness.ts'

export interface EditionMakerOptions extends ReleaseEditionOptions {
  readonly blocks: Pick<Blocks, 'put'>
  readonly ownWorks: OwnWorks
  readonly announce: Announce
  readonly trackLoudness: Pick<TrackLoudness, 'ofRelease'>
}

/** Puts new editions of tracks on sale instead of those before, with what everybody reads of them as it stands now. */
export class EditionMaker {
  readonly #options: EditionMakerOptions

  constructor(options: EditionMakerOptions) {
    this.#options = options
  }

  /**
   * Announces a sealed edition of a track, and with it an edition of each release on sale that holds the track. Again it
   * changes nothing.
   *
   * @returns the manifests that are on sale no more: announced again, they undo it
   * @throws BuskerError `CATALOGUE_UNKNOWN` when the track was taken off sale, `UPLOAD_KEY_MISSING`
   */
  announce(sealed: TrackManifest): Promise<CidText[]> {
    const { ownWorks, announce, keys, blocks } = this.#options
    return ownWorks.inTurn(async () => {
      const current = ownWorks.manifest(ownWorks.require(sealed.id).manifest)
      if (current.kind !== 'track') throw notATrack()
      if (current.body.edition === sealed.edition) return []
      const track = withSound(current.body, sealed)
      const signed = await sign('track', trackManifest, track, keys.account)
      const [stored] = await putManifests(blocks, { tracks: [signed] })
      if (stored === undefined) throw new Error('A manifest was not stored.')
      const { releases } = ownWorks.withNeighbours(current)
      const holding = releases.filter(({ tracks }) => tracks.some(({ id }) => id === track.id))
      const made = []
      for (const release of holding) made.push(await this.#releaseWith(release, track, CID.parse(stored.cid)))
      const edited = { tracks: [signed], releases: made }
      const replaced = replacedBy(edited, (id) => ownWorks.find(id)?.manifest)
      await announce(edited)
      return replaced
    })
  }

  /** The next edition of a release: with this track instead of the one it holds, and the keys of all its tracks. */
  async #releaseWith(release: ReleaseManifest, track: TrackManifest, manifest: CID) {
    const { keys, ownWorks, trackLoudness } = this.#options
    const { id, edition, commitment } = track
    const { loudness: _before, ...words } = release
    const tracks = release.tracks.map((entry) =>
      entry.id === id ? { id, edition, manifest, commitment } : entry,
    )
    const bodies = release.tracks.map((entry) => (entry.id === id ? track : ownWorks.trackOf(entry)))
    const next = await nextReleaseEdition(this.#options, release, bodies)
    const loudness = trackLoudness.ofRelease(bodies)
    const body: ReleaseManifest = { ...words, ...next, ...(loudness && { loudness }), tracks }
    return sign('release', releaseManifest, body, keys.account)
  }
}

/** What is written of a track stays, and everything that comes from its sound is the new edition's. */
function withSound(current: TrackManifest, sealed: TrackManifest): TrackManifest {
  const { edition, durationMs, loudness, waveform, preview, commitment, capsule, renditions } = sealed
  const { preview: _before, ...words } = current
  const sound = { edition, durationMs, loudness, waveform, commitment, capsule, renditions }
  return { ...words, ...sound, ...(preview && { preview }) }
}

/** @internal */
export function notATrack(): BuskerError {
  return new BuskerError('PLAYBACK_NOT_A_TRACK', 'This is a release: replace the sound of one of its tracks.')
}
