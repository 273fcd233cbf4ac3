import type { CID } from 'multiformats/cid'
import { type Catalogue, catalogueMaxBytes, signedCatalogue } from '../../protocol/catalogue.ts'
import { decode } from '../../protocol/codec.ts'
import { manifestMaxBytes, signedReleaseManifest, signedTrackManifest } from '../../protocol/manifest.ts'
import { blockMaxBytes } from '../../protocol/segments.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { WantedBlock } from './pinBlocks.ts'

const SHA_256 = 0x12

/** Blocks as they come; null for one that nobody has. It may end early. */
export type FetchBlocks = (
  cids: readonly CID[],
) => AsyncIterable<{ readonly cid: CID; readonly bytes: Uint8Array | null }>

export interface CatalogueBlocks {
  /** The catalogue, manifests and what is shown of each work first, then all segments. Each block once. */
  readonly blocks: readonly WantedBlock[]
  /** Every manifest was there. */
  readonly isWhole: boolean
  /** Manifests that are none; what they may link is not listed. */
  readonly malformed: readonly CID[]
}

/** @throws BuskerError `PROTOCOL_MALFORMED`, `PROTOCOL_TOO_LARGE` */
export function readCatalogue(bytes: Uint8Array): Catalogue {
  return decode(signedCatalogue, bytes, catalogueMaxBytes).body
}

/**
 * Lists what an artist's catalogue links, down to the segments. Its head is signed, so all it links is the artist's.
 *
 * @param root the catalogue's own block
 */
export async function listCatalogue(
  root: CID,
  catalogueBytes: Uint8Array,
  fetch: FetchBlocks,
): Promise<CatalogueBlocks> {
  const found = new Found()
  found.show({ cid: root, size: catalogueBytes.byteLength })
  const { works } = readCatalogue(catalogueBytes)
  const albums = works.filter(({ kind }) => kind === 'release').map(({ manifest }) => manifest)
  const ofAlbums = await found.readEach(albums, fetch, readRelease)
  const singles = works.filter(({ kind }) => kind === 'track').map(({ manifest }) => manifest)
  await found.readEach([...singles, ...ofAlbums], fetch, readTrack)
  return found
}

/** @returns manifests of the release's tracks */
function readRelease(bytes: Uint8Array, found: Found): CID[] {
  const { body } = decode(signedReleaseManifest, bytes, manifestMaxBytes)
  if (body.artwork !== undefined) found.show(body.artwork)
  return body.tracks.map(({ manifest }) => manifest)
}

function readTrack(bytes: Uint8Array, found: Found): CID[] {
  const { body } = decode(signedTrackManifest, bytes, manifestMaxBytes)
  for (const each of [body.artwork, body.preview]) if (each !== undefined) found.show(each)
  for (const { segments } of body.renditions) found.segments.push(...segments)
  return []
}

class Found implements CatalogueBlocks {
  readonly malformed: CID[] = []
  readonly segments: WantedBlock[] = []
  readonly #shown: WantedBlock[] = []
  isWhole = true

  show({ cid, size }: WantedBlock): void {
    this.#shown.push({ cid, size })
  }

  get blocks(): WantedBlock[] {
    const all = [...this.#shown, ...this.segments]
      .filter(isFetchable)
      .map(({ cid, size }) => [cid.toString(), { cid, size }] as const)
    return [...new Map(all).values()]
  }

  /** @returns the manifests that those read name */
  async readEach(
    cids: readonly CID[],
    fetch: FetchBlocks,
    read: (bytes: Uint8Array, found: Found) => CID[],
  ): Promise<CID[]> {
    const fetchable = cids.filter((cid) => isFetchable({ cid, size: 0 }))
    const unread = new Map(fetchable.map((cid) => [cid.toString(), cid]))
    const named: CID[] = []
    for await (const { cid, bytes } of fetch([...unread.values()])) {
      if (bytes === null) continue
      unread.delete(cid.toString())
      this.show({ cid, size: bytes.byteLength })
      try {
        named.push(...read(bytes, this))
      } catch (error) {
        if (!isBuskerError(error)) throw error
        this.malformed.push(cid)
      }
    }
    if (unread.size > 0) this.isWhole = false
    return named
  }
}

/** What no peer serves, or nobody can verify, is not asked for. */
function isFetchable({ cid, size }: WantedBlock): boolean {
  return cid.multihash.code === SHA_256 && size <= blockMaxBytes
}
