import PQueue from 'p-queue'
import type { TrackManifest } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, CidText, WorkId, WorkKind } from '../../shared/ids.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { assertWhollyRead } from '../catalogue/assertWhollyRead.ts'
import { releaseTrackManifest } from '../catalogue/releaseTrackManifest.ts'
import type { Manifest, WorkSummary } from '../catalogue/work.ts'
import type { EditedWork } from './editWork.ts'

type OwnCatalogue = Pick<CatalogueService, 'work' | 'worksOf' | 'manifest' | 'lastEdition'>

/** The works that one sells, as they stand. */
export class OwnWorks {
  readonly #catalogue: OwnCatalogue
  readonly #account: Address
  readonly #changes = new PQueue({ concurrency: 1 })

  constructor(catalogue: OwnCatalogue, account: Address) {
    this.#catalogue = catalogue
    this.#account = account
  }

  /** Runs changes one after the other: each reads what is on sale, and announces something instead. */
  inTurn<T>(change: () => Promise<T>): Promise<T> {
    return this.#changes.add(change)
  }

  /** One's own work of this id that is on sale. */
  find(id: WorkId): WorkSummary | undefined {
    const works = [this.#catalogue.work('track', id), this.#catalogue.work('release', id)]
    return works.find((one) => one?.listed === true && one.artist === this.#account)
  }

  /** @throws BuskerError `CATALOGUE_UNKNOWN` */
  require(id: WorkId): WorkSummary {
    const work = this.find(id)
    if (work === undefined) throw new BuskerError('CATALOGUE_UNKNOWN', 'You do not sell this any more.')
    return work
  }

  /** To be signed anew, changed. @throws BuskerError `PROTOCOL_NEWER` where something in it would be lost */
  manifest(cid: CidText): Manifest {
    const manifest = this.#catalogue.manifest(cid)
    if (manifest === undefined) throw new Error('The manifest of a work of one’s own is missing.')
    assertWhollyRead(manifest)
    return manifest
  }

  /** The manifest of a track that a release names, as it stands now. */
  trackOf(entry: Parameters<typeof releaseTrackManifest>[1]): TrackManifest {
    const track = this.manifest(releaseTrackManifest(this.#catalogue, entry))
    if (track.kind !== 'track') throw new Error('A release names something else than a track.')
    return track.body
  }

  withNeighbours(manifest: Manifest): EditedWork {
    const entries = manifest.kind === 'release' ? manifest.body.tracks : []
    const releases = this.#catalogue.worksOf(this.#account).flatMap((work) => {
      const release = work.kind === 'release' ? this.manifest(work.manifest) : undefined
      return release?.kind === 'release' ? [release.body] : []
    })
    return { manifest, tracks: entries.map((entry) => this.trackOf(entry)), releases }
  }

  /** A number that no edition of this work has had, announced or not. */
  nextEdition(kind: WorkKind, id: WorkId): number {
    return this.#catalogue.lastEdition(kind, id) + 1
  }
}
