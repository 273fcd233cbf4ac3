import type { CID } from 'multiformats/cid'
import { type Catalogue, catalogueMaxBytes, signedCatalogue } from '../../protocol/catalogue.ts'
import { decode } from '../../protocol/codec.ts'
import { comingWorkOf } from '../../protocol/comingWork.ts'
import { inTurn } from '../../ipfs/blocks/inTurn.ts'
import { manifestMaxBytes, signedReleaseManifest } from '../../protocol/manifest.ts'
import { manifestReader } from '../../node/catalogue/manifestReader.ts'
import {
  isDagCbor,
  isFetchable,
  isRaw,
  type LinkedBlock,
  toLinked,
} from '../../node/catalogue/trackReading.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { CidText } from '../../shared/ids.ts'

/** Blocks as they come; null for one that nobody has. It may end early. */
export type BlockFetcher = (
  cids: readonly CID[],
) => AsyncIterable<{ readonly cid: CID; readonly bytes: Uint8Array | null }>

export interface CatalogueBlocks {
  /** The catalogue, manifests and what is shown of each work first, then segments. Each block once. */
  readonly blocks: readonly LinkedBlock[]
  /** How many more it links than are listed. */
  readonly unlisted: number
  /** Every manifest was there. */
  readonly isComplete: boolean
  /** Manifests that are none; what they may link is not listed. */
  readonly malformed: readonly CID[]
  /** Whoever follows every link from the catalogue comes to these blocks and to no others. */
  readonly isClosed: boolean
}

/** @throws BuskerError `PROTOCOL_MALFORMED`, `PROTOCOL_TOO_LARGE` */
export function decodeCatalogue(bytes: Uint8Array): Catalogue {
  return decode(signedCatalogue, bytes, catalogueMaxBytes).body
}

/**
 * Lists what an artist's catalogue links, down to the segments. Its head is signed, so all it links is the artist's.
 *
 * @param root the catalogue's own block
 * @param most how many are listed: a catalogue may link more than fits into memory
 */
export async function listCatalogue(
  root: CID,
  catalogueBytes: Uint8Array,
  fetch: BlockFetcher,
  most: number,
): Promise<CatalogueBlocks> {
  const walk = new CatalogueWalk(most)
  walk.addMetadata(toLinked({ cid: root, size: catalogueBytes.byteLength }))
  const { works, picture, header, coming = [] } = decodeCatalogue(catalogueBytes)
  if (!isDagCbor(root)) walk.isClosed = false
  for (const shown of [picture, header]) walk.addShown(shown)
  for (const bytes of coming) walk.addComing(bytes)
  const albums = works.filter(({ kind }) => kind === 'release').map(({ manifest }) => manifest)
  const ofAlbums = await walk.readManifests(albums, fetch, readRelease)
  const singles = works.filter(({ kind }) => kind === 'track').map(({ manifest }) => manifest)
  await walk.readManifests([...singles, ...ofAlbums], fetch, readTrack)
  return walk
}

/** @returns manifests of the release's tracks */
async function readRelease(bytes: Uint8Array, walk: CatalogueWalk): Promise<CID[]> {
  const { body } = await inTurn(() => decode(signedReleaseManifest, bytes, manifestMaxBytes))
  walk.addShown(body.artwork)
  for (const { segments } of body.bonus?.files ?? []) for (const segment of segments) walk.addBonus(segment)
  return body.tracks.map(({ manifest }) => manifest)
}

async function readTrack(bytes: Uint8Array, walk: CatalogueWalk): Promise<CID[]> {
  const { shown, segments, isClosed } = await manifestReader.links(bytes)
  if (!isClosed) walk.isClosed = false
  for (const block of shown) walk.addMetadata(block)
  for (const segment of segments) walk.addSegment(segment)
  return []
}

class CatalogueWalk implements CatalogueBlocks {
  readonly malformed: CID[] = []
  readonly #most: number
  readonly #metadata = new Map<CidText, LinkedBlock>()
  readonly #segments = new Map<CidText, LinkedBlock>()
  isComplete = true
  isClosed = true
  unlisted = 0

  constructor(most: number) {
    this.#most = most
  }

  addMetadata(block: LinkedBlock): void {
    this.#add(this.#metadata, block)
  }

  /** Artwork, or a picture of the artist. */
  addShown(picture: { readonly cid: CID; readonly size: number } | undefined): void {
    if (picture === undefined) return
    if (!isFetchable(picture) || !isRaw(picture.cid)) this.isClosed = false
    if (isFetchable(picture)) this.addMetadata(toLinked(picture))
  }

  /** The picture of a work that is to go on sale; no link leads to it. */
  addComing(bytes: Uint8Array): void {
    this.isClosed = false
    this.addShown(comingWorkOf(bytes).artwork)
  }

  /** Of a file that goes with a release. */
  addBonus(segment: { readonly cid: CID; readonly size: number }): void {
    if (!isFetchable(segment) || !isRaw(segment.cid)) this.isClosed = false
    if (isFetchable(segment)) this.addSegment(toLinked(segment))
  }

  addSegment(segment: LinkedBlock): void {
    this.#add(this.#segments, segment)
  }

  get blocks(): LinkedBlock[] {
    return [...new Map([...this.#metadata, ...this.#segments]).values()]
  }

  #add(to: Map<CidText, LinkedBlock>, block: LinkedBlock): void {
    if (this.#metadata.size + this.#segments.size < this.#most) {
      to.set(block.cid, block)
      return
    }
    this.unlisted += 1
    this.isClosed = false
  }

  /** @returns the manifests that those read name */
  async readManifests(
    cids: readonly CID[],
    fetch: BlockFetcher,
    read: (bytes: Uint8Array, found: CatalogueWalk) => Promise<CID[]>,
  ): Promise<CID[]> {
    const fetchable = cids.filter((cid) => isFetchable({ cid, size: 0 }))
    if (fetchable.length < cids.length || !cids.every(isDagCbor)) this.isClosed = false
    const unread = new Map(fetchable.map((cid) => [cid.toString(), cid]))
    const named: CID[] = []
    for await (const { cid, bytes } of fetch([...unread.values()])) {
      if (bytes === null) continue
      unread.delete(cid.toString())
      this.addMetadata(toLinked({ cid, size: bytes.byteLength }))
      try {
        named.push(...(await read(bytes, this)))
      } catch (error) {
        if (!isBuskerError(error) || error.code === 'PROCESS_CRASHED') throw error
        this.malformed.push(cid)
        this.isClosed = false
      }
    }
    if (unread.size > 0) {
      this.isComplete = false
      this.isClosed = false
    }
    return named
  }
}
