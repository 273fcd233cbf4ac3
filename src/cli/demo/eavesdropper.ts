import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { CID } from 'multiformats/cid'
import { createPeer } from '../../ipfs/createPeer.ts'
import type { Peer } from '../../ipfs/peer.ts'
import { decodeAudio as decodeSound } from '../../node/media/decodeAudio.ts'
import { decode } from '../../protocol/codec.ts'
import {
  manifestMaxBytes,
  type Rendition,
  signedTrackManifest,
  type TrackManifest,
} from '../../protocol/manifest.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { CidText } from '../../shared/ids.ts'
import { hubPeerOf, type NetworkProfile } from '../../shared/networkProfile.ts'

/** What anybody can fetch without paying. */
export interface InterceptedTrack {
  readonly manifest: TrackManifest
  /** Sealed bytes that were fetched. */
  readonly bytes: number
}

/**
 * Joins the network as somebody nobody knows, fetches a track's sealed segments and tries to play them.
 *
 * @throws BuskerError `DEMO_NOT_SEALED` when that worked
 */
export async function eavesdrop(
  work: CidText,
  { network, ffmpeg, folder }: { network: NetworkProfile; ffmpeg: string; folder: string },
): Promise<InterceptedTrack> {
  const bootstrap = network.hub.peers
  const peer = await createPeer({ seed: randomBytes(32), folder: join(folder, 'eavesdropper'), bootstrap })
  try {
    await peer.start()
    const from = [hubPeerOf(network)]
    const bytes = await peer.blocks.get(CID.parse(work), { from })
    const manifest = decode(signedTrackManifest, bytes, manifestMaxBytes).body
    const [rendition] = manifest.renditions
    if (rendition === undefined) throw new Error('A track without renditions was published.')
    return { manifest, bytes: await tryToDecode(rendition, peer, network, ffmpeg) }
  } finally {
    await peer.stop()
  }
}

async function tryToDecode(
  rendition: Rendition,
  { blocks }: Peer,
  network: NetworkProfile,
  ffmpeg: string,
): Promise<number> {
  let fetched = 0
  async function* sealed() {
    const cids = rendition.segments.map(({ cid }) => cid)
    for await (const { bytes } of blocks.getMany(cids, { from: [hubPeerOf(network)] })) {
      fetched += bytes.byteLength
      yield bytes
    }
  }
  try {
    await decodeSound(rendition, sealed(), { ffmpeg, encoding: 's16', onSamples: async () => undefined })
  } catch (error) {
    if (isBuskerError(error, 'MEDIA_DECODE_FAILED') && fetched > 0) return fetched
    throw error
  }
  throw new BuskerError('DEMO_NOT_SEALED', 'A stranger could play the track without paying for it.')
}
