import type { CID } from 'multiformats/cid'
import type { Blocks } from '../../ipfs/peer.ts'
import { type Catalogue, catalogue as catalogueSchema, catalogueMaxBytes } from '../../protocol/catalogue.ts'
import { verifyIdentity } from '../../protocol/identity.ts'
import { decodeSigned } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, type CidText, type PeerIdText, toLabel } from '../../shared/ids.ts'
import {
  assertDescribes,
  assertTracksAgree,
  type ManifestEntry,
  inconsistent,
  readManifest,
} from './readManifest.ts'
import { type ManifestDescription, describeManifest } from './manifestDescription.ts'
import type { Manifest } from './work.ts'
import type { WorkRecords } from './workRecords.ts'

/** Manifests of one catalogue that are not here yet, all together. */
const manifestsMaxBytes = 64 * 1024 * 1024

/** A catalogue all of whose manifests were verified; `manifests` are those that were not known before. */
export interface FetchedCatalogue {
  readonly catalogue: Catalogue
  readonly manifests: readonly Manifest[]
}

/**
 * Fetches an artist's catalogue and the manifests it lists, and verifies every one.
 *
 * @throws BuskerError `IPFS_…` when it can't be had now; `PROTOCOL_…` or `CATALOGUE_INCONSISTENT` when it is not what
 *   it must be, and never will be
 */
export async function fetchCatalogue(
  blocks: Pick<Blocks, 'get' | 'getMany'>,
  works: WorkRecords,
  artist: Address,
  cid: CID,
  options: { readonly from: readonly PeerIdText[]; readonly signal?: AbortSignal },
): Promise<FetchedCatalogue> {
  const bytes = await blocks.get(cid, options)
  const catalogue = await verifyCatalogue(bytes, artist)
  const from = [...new Set([...options.from, catalogue.artist.body.peer])]
  const reading = new ManifestFetcher(works, artist, (cids) => blocks.getMany(cids, { ...options, from }))
  await reading.read(catalogue.works)
  const releases = reading.fetched.flatMap((manifest) => (manifest.kind === 'release' ? [manifest.body] : []))
  await reading.read(releases.flatMap(({ tracks }) => tracks).map((track) => ({ ...track, kind: 'track' })))
  for (const release of releases) assertTracksAgree(release, (track) => reading.describe(track))
  return { catalogue, manifests: reading.fetched }
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
  return body
}

/** The manifests of one catalogue, read and verified. */
class ManifestFetcher {
  readonly fetched: Manifest[] = []
  readonly #works: WorkRecords
  readonly #artist: Address
  readonly #fetch: (cids: readonly CID[]) => AsyncIterable<{ bytes: Uint8Array }>
  readonly #described = new Map<CidText, ManifestDescription>()
  readonly #commitments = new Map<string, string>()
  #bytes = 0

  constructor(
    works: WorkRecords,
    artist: Address,
    fetch: (cids: readonly CID[]) => AsyncIterable<{ bytes: Uint8Array }>,
  ) {
    this.#works = works
    this.#artist = artist
    this.#fetch = fetch
  }

  describe(cid: CidText): ManifestDescription | undefined {
    return this.#described.get(cid) ?? this.#works.describe(cid)
  }

  /** Fetches and verifies what is not known yet, and checks that everything is what `entries` say. */
  async read(entries: readonly ManifestEntry[]): Promise<void> {
    const missing = new Map<CidText, ManifestEntry>()
    for (const entry of entries) {
      const cid = entry.manifest.toString() as CidText
      const known = this.describe(cid)
      if (known === undefined) missing.set(cid, entry)
      else assertDescribes(known, entry, this.#artist)
    }
    const wanted = [...missing.values()]
    let next = 0
    for await (const { bytes } of this.#fetch(wanted.map(({ manifest }) => manifest))) {
      const entry = wanted[next++]
      this.#bytes += bytes.byteLength
      if (this.#bytes > manifestsMaxBytes) {
        throw new BuskerError(
          'PROTOCOL_TOO_LARGE',
          `A catalogue brings manifests of more than ${manifestsMaxBytes} bytes.`,
        )
      }
      if (entry !== undefined) this.#add(await readManifest(bytes, entry, this.#artist))
    }
  }

  #add(manifest: Manifest): void {
    const description = describeManifest(manifest)
    const { kind, id, edition, commitment } = description
    const owner = this.#works.ownerOf(kind, id)
    if (owner !== undefined && owner !== this.#artist)
      throw inconsistent(description, 'takes the id of another work')
    const label = toLabel(kind, id, edition)
    const known = this.#commitments.get(label) ?? this.#works.commitmentOf(kind, id, edition)
    if (known !== undefined && known !== commitment)
      throw inconsistent(description, 'commits to other content keys')
    this.#commitments.set(label, commitment)
    this.#described.set(manifest.cid, description)
    this.fetched.push(manifest)
  }
}
