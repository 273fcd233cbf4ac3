import type { CID } from 'multiformats/cid'
import type { Blocks } from '../../ipfs/peer.ts'
import { type Catalogue, catalogue as catalogueSchema, catalogueMaxBytes } from '../../protocol/catalogue.ts'
import { verifyIdentity } from '../../protocol/identity.ts'
import { keysOfRelease, type ReleaseManifest } from '../../protocol/manifest.ts'
import { decodeSigned } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, type CidText, type PeerIdText, toLabel } from '../../shared/ids.ts'
import { verifyComingWorks } from './comingWorks.ts'
import {
  assertDescribes,
  assertTracksAgree,
  type ManifestEntry,
  inconsistent,
  readManifest,
} from './readManifest.ts'
import { type ManifestDescription, describeManifest } from './manifestDescription.ts'
import type { ManifestOutline } from './work.ts'
import type { WorkRecords } from './workRecords.ts'

/** Manifests asked for at a time: what a peer can make this node hold in memory. */
const manifestsAtOnce = 16

interface FetchCatalogueOptions {
  /** Peers that may have it. */
  readonly from: readonly PeerIdText[]
  readonly signal?: AbortSignal
  /** All manifests of the catalogue together, bytes. */
  readonly maxBytes: number
  /** Takes each manifest as soon as it is verified, so that a fetch that breaks off goes on where it was. */
  readonly keep: (manifest: ManifestOutline) => void
  /** Hears what is asked for next, before it is. */
  readonly onAsking?: (blocks: readonly CID[]) => Promise<void>
}

/**
 * Fetches an artist's catalogue and the manifests it lists, and verifies every one. Resolves when all of them are kept.
 *
 * @throws BuskerError `IPFS_…` when it can't be had now; `PROTOCOL_…` or `CATALOGUE_INCONSISTENT` when it is not what
 *   it must be, and never will be
 */
export async function fetchCatalogue(
  blocks: Pick<Blocks, 'get' | 'getMany'>,
  works: WorkRecords,
  artist: Address,
  cid: CID,
  options: FetchCatalogueOptions,
): Promise<Catalogue> {
  await options.onAsking?.([cid])
  const bytes = await blocks.get(cid, options)
  const catalogue = await verifyCatalogue(bytes, artist)
  const from = [...new Set([...options.from, catalogue.artist.body.peer])]
  const reading = new ManifestFetcher(works, artist, options, (cids) =>
    blocks.getMany(cids, { ...options, from }),
  )
  await reading.read(catalogue.works)
  return catalogue
}

/** @throws BuskerError `PROTOCOL_…`, `CATALOGUE_INCONSISTENT` */
async function verifyCatalogue(bytes: Uint8Array, artist: Address): Promise<Catalogue> {
  const { body, signer } = await decodeSigned('catalogue', catalogueSchema, bytes, catalogueMaxBytes)
  if (signer !== artist || body.artist.body.account !== artist) {
    throw new BuskerError('PROTOCOL_FORGED', 'A catalogue was not signed by the artist of its head.')
  }
  await verifyIdentity(body.artist)
  const names = body.works.map(({ kind, id }) => `${kind}/${id}`)
  if (new Set(names).size < names.length) {
    throw new BuskerError('CATALOGUE_INCONSISTENT', 'A catalogue lists a work twice.')
  }
  await verifyComingWorks(body)
  return body
}

/** Reads and verifies the manifests of one catalogue. What it holds in memory does not grow with the catalogue. */
class ManifestFetcher {
  readonly #works: WorkRecords
  readonly #artist: Address
  readonly #options: FetchCatalogueOptions
  readonly #fetch: (cids: readonly CID[]) => AsyncIterable<{ bytes: Uint8Array }>
  readonly #described = new Map<CidText, ManifestDescription>()
  readonly #commitments = new Map<string, string>()
  readonly #counted = new Set<CidText>()
  #bytes = 0

  constructor(
    works: WorkRecords,
    artist: Address,
    options: FetchCatalogueOptions,
    fetch: (cids: readonly CID[]) => AsyncIterable<{ bytes: Uint8Array }>,
  ) {
    this.#works = works
    this.#artist = artist
    this.#options = options
    this.#fetch = fetch
  }

  /** Fetches and verifies what is not known yet, and checks that everything is what `entries` say. */
  async read(entries: readonly ManifestEntry[]): Promise<void> {
    const missing = new Map<CidText, ManifestEntry>()
    for (const entry of entries) {
      const cid = entry.manifest.toString() as CidText
      const known = this.#describe(cid)
      if (known === undefined) {
        missing.set(cid, entry)
        continue
      }
      assertDescribes(known, entry, this.#artist)
      this.#count(cid, this.#works.sizeOf(cid))
      if (entry.kind === 'release' && !this.#works.isListed(cid)) await this.#readTracks(cid)
    }
    const wanted = [...missing.values()]
    for (let start = 0; start < wanted.length; start += manifestsAtOnce) {
      const group = wanted.slice(start, start + manifestsAtOnce)
      await this.#readMissing(
        group.filter(({ manifest }) => !this.#described.has(manifest.toString() as CidText)),
      )
    }
  }

  async #readMissing(wanted: readonly ManifestEntry[]): Promise<void> {
    const cids = wanted.map(({ manifest }) => manifest)
    await this.#options.onAsking?.(cids)
    const releases: ManifestOutline[] = []
    let next = 0
    for await (const { bytes } of this.#fetch(cids)) {
      const entry = wanted[next++]
      if (entry === undefined) continue
      this.#count(entry.manifest.toString() as CidText, bytes.byteLength)
      const manifest = await readManifest(bytes, entry, this.#artist)
      this.#add(manifest)
      if (manifest.kind === 'release') releases.push(manifest)
    }
    for (const release of releases) await this.#readTracks(release.cid, release)
  }

  async #readTracks(cid: CidText, read?: ManifestOutline): Promise<void> {
    const release = read ?? this.#works.manifest(cid)
    if (release?.kind !== 'release') return
    await this.read(release.body.tracks.map((track) => ({ ...track, kind: 'track' })))
    assertTracksAgree(release.body, (track) => this.#describe(track))
  }

  #describe(cid: CidText): ManifestDescription | undefined {
    return this.#described.get(cid) ?? this.#works.describe(cid)
  }

  #count(cid: CidText, bytes: number): void {
    if (!this.#counted.has(cid)) this.#bytes += bytes
    this.#counted.add(cid)
    const { maxBytes, signal } = this.#options
    signal?.throwIfAborted()
    if (this.#bytes <= maxBytes) return
    throw new BuskerError(
      'PROTOCOL_TOO_LARGE',
      `A catalogue brings manifests of more than ${maxBytes} bytes.`,
    )
  }

  #add(manifest: ManifestOutline): void {
    const description = describeManifest(manifest)
    const { kind, id, edition, commitment } = description
    const owner = this.#works.ownerOf(kind, id)
    if (owner !== undefined && owner !== this.#artist)
      throw inconsistent(description, 'takes the id of another work')
    const label = toLabel(kind, id, edition)
    const known = this.#commitments.get(label) ?? this.#works.commitmentOf(kind, id, edition)
    if (known !== undefined && known !== commitment && !this.#isReordered(manifest))
      throw inconsistent(description, 'commits to other content keys')
    this.#commitments.set(label, commitment)
    this.#described.set(manifest.cid, description)
    this.#options.keep(manifest)
  }

  /** A release with the same tracks in another order, so with the same content keys. */
  #isReordered({ kind, body }: ManifestOutline): boolean {
    if (kind !== 'release') return false
    const cid = this.#works.manifestOf(kind, body.id, body.edition)
    const before = cid === undefined ? undefined : this.#works.manifest(cid)
    return before?.kind === 'release' && contentKeysOf(before.body) === contentKeysOf(body)
  }
}

/** What a release commits to, whatever the order of its tracks. */
function contentKeysOf(release: ReleaseManifest): string {
  return keysOfRelease(release)
    .map(({ id, edition, commitment }) => `${id} ${edition} ${commitment}`)
    .toSorted()
    .join('\n')
}
