import type { SignedIdentity } from '../../protocol/identity.ts'
import type { Price, ReleaseManifest, TrackManifest, TrackOutline } from '../../protocol/manifest.ts'
import type { Address, CidText, PeerIdText, WorkId, WorkKind } from '../../shared/ids.ts'
import type { ArtistProfile } from './artistProfile.ts'

/** A track or a release as lists show it. */
export interface WorkSummary {
  readonly kind: WorkKind
  readonly id: WorkId
  readonly edition: number
  readonly artist: Address
  readonly manifest: CidText
  /** False when the artist does not offer it any more. */
  readonly listed: boolean
  readonly title: string
  readonly artistName: string
  /** Another artist goes by a name that looks like this one. */
  readonly hasNamesake: boolean
  readonly releaseTitle: string | null
  readonly genre: string | null
  /** What else people look for it by. */
  readonly tags: readonly string[]
  /** In which it first came out. */
  readonly year: number | null
  /** When in that year, where it is known: `2026-11` or `2026-11-29`. */
  readonly releaseDate: string | null
  readonly trackNumber: number | null
  /** Null for a release, of which its tracks say it. */
  readonly durationMs: number | null
  readonly price: Price
  readonly artwork: CidText | null
  readonly createdAt: number
}

/** A verified manifest, and the signed bytes it was read from. */
export type Manifest =
  | {
      readonly kind: 'track'
      readonly cid: CidText
      readonly bytes: Uint8Array
      readonly body: TrackManifest
    }
  | {
      readonly kind: 'release'
      readonly cid: CidText
      readonly bytes: Uint8Array
      readonly body: ReleaseManifest
    }

/** A verified manifest as lists and catalogues need it: without the segments of a track, which may be very many. */
export type ManifestOutline =
  | {
      readonly kind: 'track'
      readonly cid: CidText
      readonly bytes: Uint8Array
      readonly body: TrackOutline
    }
  | Extract<Manifest, { kind: 'release' }>

export interface ArtistSummary extends ArtistProfile {
  readonly address: Address
  readonly peer: PeerIdText
  readonly identity: SignedIdentity
  /** Heads of one number with different content were seen: the artist shows different people different catalogues. */
  readonly equivocated: boolean
}

export interface Pagination {
  readonly limit: number
  readonly offset: number
}
