import { decode, decodeKept, encode } from '../../protocol/codec.ts'
import type { CID } from 'multiformats/cid'
import {
  manifestMaxBytes,
  signedTrackManifest,
  type TrackManifest,
  trackOutline,
} from '../../protocol/manifest.ts'
import { blockMaxBytes } from '../../protocol/segments.ts'
import type { CidText } from '../../shared/ids.ts'
import { verifyTrack } from './verifyManifest.ts'

/** A block, and the size that who links it says it has, bytes. */
export interface LinkedBlock {
  readonly cid: CidText
  readonly size: number
}

/** What a track's manifest links that some peer can serve. */
export interface TrackLinks {
  /** Artwork and preview. */
  readonly shown: readonly LinkedBlock[]
  readonly segments: readonly LinkedBlock[]
  /** These are all it links, and none of them links others. */
  readonly isClosed: boolean
}

/** What is read of a track's manifest, by name. Its result can be sent from one thread to another. */
export const trackReadings = {
  /** Verifies it. @returns its outline, encoded. @throws BuskerError see {@link verifyTrack} */
  verifiedOutline: async (bytes: Uint8Array): Promise<Uint8Array> => encodeOutline(await verifyTrack(bytes)),
  /** Of a manifest that was verified before it was kept. */
  keptOutline: async (bytes: Uint8Array): Promise<Uint8Array> =>
    encodeOutline(decodeKept(signedTrackManifest, bytes).body),
  /** Of any manifest. @throws BuskerError `PROTOCOL_TOO_LARGE`, `PROTOCOL_MALFORMED` */
  links: async (bytes: Uint8Array): Promise<TrackLinks> => {
    const { artwork, preview, renditions } = decode(signedTrackManifest, bytes, manifestMaxBytes).body
    const shown = [artwork, preview].filter((block) => block !== undefined)
    const segments = renditions.flatMap((rendition) => rendition.segments)
    return {
      shown: fetchable(shown),
      segments: fetchable(segments),
      isClosed: [...shown, ...segments].every((block) => isFetchable(block) && isRaw(block.cid)),
    }
  },
}

export type TrackReading = keyof typeof trackReadings

const sha256Code = 0x12
const rawCode = 0x55
const dagCborCode = 0x71

/** Whether some peer serves it, and it can be verified. */
export function isFetchable({ cid, size }: { readonly cid: CID; readonly size: number }): boolean {
  return cid.multihash.code === sha256Code && size <= blockMaxBytes
}

/** Whether it is bytes and nothing else: it links no other block. */
export function isRaw({ code }: CID): boolean {
  return code === rawCode
}

/** Whether whoever follows links reads it as what we read it as. */
export function isDagCbor({ code }: CID): boolean {
  return code === dagCborCode
}

/** Those of these blocks that are {@link isFetchable}. */
function fetchable(blocks: readonly { readonly cid: CID; readonly size: number }[]): LinkedBlock[] {
  return blocks.filter(isFetchable).map(toLinked)
}

export function toLinked({ cid, size }: { readonly cid: CID; readonly size: number }): LinkedBlock {
  return { cid: cid.toString() as CidText, size }
}

function encodeOutline(track: TrackManifest): Uint8Array {
  const { renditions: _, ...outline } = track
  return encode(trackOutline, outline)
}
