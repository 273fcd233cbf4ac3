import type { TrackManifest } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type CidText, fromLabel, type Label, type PeerIdText } from '../../shared/ids.ts'
import type { Access, ContentKey } from '../access/access.ts'
import { ownedKey } from '../access/ownedKey.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'

export interface TracksParts {
  readonly catalogue: Pick<Catalogue, 'edition' | 'fetchManifest' | 'artist'>
  readonly access: Pick<Access, 'contentKey'>
  /** The manifests of works that were bought: what a restored node knows of works that are offered no more. */
  readonly bought: (label: Label) => CidText | undefined
}

/** Finds what a player needs of a track: its manifest, of the very edition, and the key. */
export class Tracks {
  readonly #parts: TracksParts

  constructor(parts: TracksParts) {
    this.#parts = parts
  }

  /**
   * The manifest of the edition that `label` names, whether on sale or not.
   *
   * @throws BuskerError `PLAYBACK_NOT_A_TRACK`, `CATALOGUE_UNKNOWN`, `IPFS_BLOCK_NOT_FOUND`
   */
  async manifest(label: Label): Promise<TrackManifest> {
    if (fromLabel(label).kind !== 'track') {
      throw new BuskerError('PLAYBACK_NOT_A_TRACK', 'This is a release: play one of its tracks.')
    }
    const { catalogue, bought } = this.#parts
    const cid = catalogue.edition(label)?.manifest ?? bought(label)
    const manifest = cid === undefined ? undefined : await catalogue.fetchManifest('track', cid)
    if (manifest?.kind === 'track' && manifest.body.capsule.label === label) return manifest.body
    throw new BuskerError('CATALOGUE_UNKNOWN', 'No artist you know of offers this. Search again in a moment.')
  }

  /** @throws BuskerError `PLAYBACK_NOT_OWNED` */
  key(manifest: TrackManifest): ContentKey {
    const key = this.owned(manifest)
    if (key !== undefined) return key
    throw new BuskerError('PLAYBACK_NOT_OWNED', 'You do not own this track yet. Buy it first.')
  }

  owned(manifest: TrackManifest): ContentKey | undefined {
    return ownedKey(this.#parts.access, manifest)
  }

  /** Peers likely to have what belongs to the artist's works; hubs are asked in any case. */
  sources({ artist }: Pick<TrackManifest, 'artist'>): PeerIdText[] {
    const peer = this.#parts.catalogue.artist(artist)?.peer
    return peer === undefined ? [] : [peer]
  }
}
