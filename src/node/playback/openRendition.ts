import type { PeerIdText } from '../../shared/ids.ts'
import type { Blocks } from '../../ipfs/peer.ts'
import type { Rendition, TrackManifest } from '../../protocol/manifest.ts'
import type { ContentKey } from '../access/access.ts'
import { SegmentSeal } from '../sealing/segmentSeal.ts'

export interface OpenRenditionOptions {
  readonly manifest: TrackManifest
  readonly rendition: Rendition
  readonly contentKey: ContentKey
  readonly blocks: Blocks
  /** Peers likely to have the segments, best first. */
  readonly from: readonly PeerIdText[]
  readonly signal?: AbortSignal
  /** Index of the first media segment wanted; the init segment comes first in any case. Default 1. */
  readonly start?: number
}

/**
 * The clear segments of a rendition in order, the init segment first, each as soon as it is here: joined, they are one
 * fMP4 file.
 *
 * @throws BuskerError `SEGMENT_FORGED`, `IPFS_BLOCK_NOT_FOUND`
 */
export async function* openRendition(options: OpenRenditionOptions): AsyncGenerator<Uint8Array> {
  const { manifest, rendition, contentKey, blocks, from, signal, start = 1 } = options
  const seal = new SegmentSeal(contentKey, {
    track: manifest.id,
    rendition: rendition.name,
    salt: rendition.salt,
  })
  const wanted = [0, ...rendition.segments.keys()].filter((index, at) => at === 0 || index >= start)
  const cids = wanted.flatMap((index) => rendition.segments[index]?.cid ?? [])
  let position = 0
  for await (const { bytes } of blocks.getMany(cids, { from, ...(signal && { signal }) })) {
    yield seal.open(wanted[position] ?? 0, bytes)
    position += 1
  }
}
