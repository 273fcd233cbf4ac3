import type { CID } from 'multiformats/cid'
import { cidOf } from '../../../ipfs/blocks/cids.ts'
import type { FoundWork, SearchQuery } from '../../../protocol/search.ts'
import { BuskerError } from '../../../shared/errors.ts'
import type { CidText } from '../../../shared/ids.ts'
import type { Store } from '../../store/openStore.ts'
import { HeadRecords } from '../headRecords.ts'
import { describeManifest } from '../manifestDescription.ts'
import { assertDescribes, inconsistent, readManifest } from '../readManifest.ts'
import type { ManifestOutline, WorkSummary } from '../work.ts'
import { WorkRecords } from '../workRecords.ts'
import { summariseManifest } from '../workRow.ts'
import { fitsQuery } from './fitsQuery.ts'

/** Verifies works that a hub has found, and keeps those that are what they must be. */
export class FoundWorks {
  readonly #works: WorkRecords
  readonly #heads: HeadRecords
  readonly #now: () => number

  constructor(store: Store, now: () => number) {
    this.#works = new WorkRecords(store)
    this.#heads = new HeadRecords(store)
    this.#now = now
  }

  /** Whether its manifest was verified before. */
  has(manifest: CID): boolean {
    return this.#works.describe(manifest.toString() as CidText) !== undefined
  }

  /**
   * The work as its artist signed it. Where the artist's own catalogue is known here, it is believed, and not the hub: what it
   * does not offer is nothing (`isOutdated` says that the two differ).
   *
   * @param bytes of the manifest, where it is not known yet
   * @throws BuskerError `PROTOCOL_FORGED`, `PROTOCOL_MALFORMED`, `PROTOCOL_TOO_LARGE`, `CATALOGUE_INCONSISTENT`; `CATALOGUE_UNKNOWN`:
   *   it is not what was asked for
   */
  async take(
    found: FoundWork,
    query: SearchQuery,
    bytes: Uint8Array | undefined,
  ): Promise<{ readonly work: WorkSummary | undefined; readonly isOutdated: boolean }> {
    const { kind, id, edition, artist } = found
    const known = this.#works.work(kind, id)
    const isShown = known?.manifest === found.manifest.toString() && known.listed
    // What is shown was verified when it came: reading it again would take milliseconds of each letter that somebody types.
    if (isShown && known.edition === edition && known.artist === artist) {
      assertFits(query, known)
      return { work: known, isOutdated: false }
    }
    const manifest = await this.#verify(found, bytes)
    assertFits(query, summariseManifest(manifest))
    if (this.#heads.current(found.artist) !== undefined) {
      const isOutdated = known?.manifest !== manifest.cid || !known.listed
      return { work: known?.listed ? known : undefined, isOutdated }
    }
    const isNewer = known === undefined || known.edition <= found.edition
    if (isNewer && (known?.manifest !== manifest.cid || !known.listed))
      this.#works.show(manifest, this.#now())
    return { work: this.#works.work(kind, id), isOutdated: false }
  }

  async #verify(found: FoundWork, bytes: Uint8Array | undefined): Promise<ManifestOutline> {
    const cid = found.manifest.toString() as CidText
    const known = this.#works.describe(cid)
    if (known !== undefined) {
      assertDescribes(known, found, found.artist)
      return this.#works.outline(cid)
    }
    if (bytes === undefined || cidOf(bytes, 'dag-cbor').toString() !== cid) {
      throw new BuskerError('PROTOCOL_FORGED', 'A hub answered with another manifest than it named.')
    }
    const manifest = await readManifest(bytes, found, found.artist)
    const { kind, id, edition, commitment } = describeManifest(manifest)
    const before = this.#works.commitmentOf(kind, id, edition)
    if (kind === 'track' && before !== undefined && before !== commitment)
      throw inconsistent(found, 'commits to other content keys')
    return manifest
  }
}

/** @throws BuskerError `CATALOGUE_UNKNOWN` */
function assertFits(query: SearchQuery, work: WorkSummary): void {
  if (fitsQuery(query, work)) return
  throw new BuskerError('CATALOGUE_UNKNOWN', 'A hub answered with a work that was not asked for.')
}
