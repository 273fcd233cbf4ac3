import type { BonusFile, ReleaseManifest, TrackManifest } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, type CidText, fromLabel, type Label, type PeerIdText } from '../../shared/ids.ts'
import type { Access, ContentKey } from '../access/access.ts'
import { ownedKey } from '../access/ownedKey.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { fetchRelease } from '../catalogue/fetchRelease.ts'
import { likelyPeers } from '../catalogue/likelyPeers.ts'
import { unknownWork } from '../catalogue/unknownWork.ts'

export interface TrackLookupOptions {
  readonly catalogue: Pick<CatalogueService, 'edition' | 'fetchManifest' | 'artist' | 'releasesWith'>
  readonly access: Pick<Access, 'contentKey'>
  /** The manifests of works that were bought: what a restored node knows of works that are offered no more. */
  readonly bought: (label: Label) => CidText | undefined
}

/** What of a work is kept on this machine to be had without others: sealed, as its blocks are. */
export interface KeptWork {
  readonly artist: Address
  /** All of a track, in every rendition; of a release the files that go with it. */
  readonly segments: BonusFile['segments']
  /** A track's cover. */
  readonly artwork: TrackManifest['artwork']
  /** One has its key. */
  readonly isOwned: boolean
}

/** Finds what a player needs of a track: its manifest, of the very edition, and the key. */
export class TrackLookup {
  readonly #options: TrackLookupOptions

  constructor(options: TrackLookupOptions) {
    this.#options = options
  }

  /**
   * The manifest of the edition that `label` names, whether on sale or not.
   *
   * @throws BuskerError `PLAYBACK_NOT_A_TRACK`, `CATALOGUE_UNKNOWN`, `IPFS_BLOCK_NOT_FOUND`
   */
  async manifest(label: Label): Promise<TrackManifest> {
    if (fromLabel(label).kind !== 'track') throw notATrack()
    const { catalogue, bought } = this.#options
    const cid = catalogue.edition(label)?.manifest ?? bought(label)
    const manifest = cid === undefined ? undefined : await catalogue.fetchManifest('track', cid)
    if (manifest?.kind === 'track' && manifest.body.capsule.label === label) return manifest.body
    throw unknownWork()
  }

  /** @throws BuskerError as {@link manifest}; `PLAYBACK_NOT_A_TRACK` of a release that nothing goes with */
  async kept(label: Label): Promise<KeptWork> {
    if (fromLabel(label).kind === 'track') {
      const manifest = await this.manifest(label)
      const { artist, artwork, renditions } = manifest
      const segments = renditions.flatMap((rendition) => rendition.segments)
      return { artist, segments, artwork, isOwned: this.findKey(manifest) !== undefined }
    }
    const { id, edition, artist, bonus } = await this.#release(label)
    if (bonus === undefined) throw notATrack()
    const key = ownedKey(this.#options.access, { id, edition, commitment: bonus.commitment })
    const segments = bonus.files.flatMap((file) => file.segments)
    return { artist, segments, artwork: undefined, isOwned: key !== undefined }
  }

  async #release(label: Label): Promise<ReleaseManifest> {
    const { catalogue, bought } = this.#options
    const { release } = await fetchRelease(catalogue, catalogue.edition(label)?.manifest ?? bought(label))
    if (release.capsule.label === label) return release
    throw unknownWork()
  }

  /** @throws BuskerError `PLAYBACK_NOT_OWNED` */
  requireKey(manifest: TrackManifest): ContentKey {
    const key = this.findKey(manifest)
    if (key !== undefined) return key
    throw notOwned()
  }

  findKey(manifest: TrackManifest): ContentKey | undefined {
    return ownedKey(this.#options.access, manifest)
  }

  /** The releases that a track is on, as far as they are known here. */
  releases({ artist, id }: Pick<TrackManifest, 'artist' | 'id'>): ReleaseManifest[] {
    return this.#options.catalogue.releasesWith(artist, id)
  }

  /** Peers likely to have what belongs to the artist's works; hubs are asked in any case. */
  likelyPeers({ artist }: Pick<TrackManifest, 'artist'>): PeerIdText[] {
    return likelyPeers(this.#options.catalogue, artist)
  }
}

const notATrack = () => new BuskerError('PLAYBACK_NOT_A_TRACK', 'This is a release: play one of its tracks.')

/** What is said of a work whose key one has not. */
export const notOwned = () => new BuskerError('PLAYBACK_NOT_OWNED', 'You do not own this yet. Buy it first.')
