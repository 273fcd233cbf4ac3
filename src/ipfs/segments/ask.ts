import type { Stream } from '@libp2p/interface'
import type { CID } from 'multiformats/cid'
import { decodeBlock } from '../../protocol/blockFrame.ts'
import { encode } from '../../protocol/codec.ts'
import { segmentsAnswerMaxBytes, segmentsProtocol, segmentsRequest } from '../../protocol/segments.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Dialler } from '../network/dialler.ts'
import { Deadline } from '../network/deadline.ts'
import { explain, framesOf } from '../network/frames.ts'

/** A peer that lets one block wait longer is given up. */
const blockWithinMs = 5000

/**
 * Asks one peer for up to 256 blocks in one request. They come in the order asked, not yet verified; null where the
 * peer has none.
 *
 * @throws BuskerError `IPFS_PEER_UNREACHABLE`, `IPFS_PEER_TIMEOUT`, `PROTOCOL_…` when what comes is no answer
 */
export async function* askSegments(
  dialler: Dialler,
  peer: PeerIdText,
  cids: readonly CID[],
  stop: AbortSignal,
): AsyncGenerator<Uint8Array | null> {
  const deadline = new Deadline(blockWithinMs, stop)
  let stream: Stream | undefined
  try {
    stream = await dialler.openStream(peer, segmentsProtocol, deadline.signal)
    deadline.guard(stream)
    const frames = framesOf(stream, segmentsAnswerMaxBytes)
    await frames.write(encode(segmentsRequest, { v: 1, cids: [...cids] }))
    for (let left = cids.length; left > 0; left--) {
      const frame = await frames.read()
      deadline.renew()
      yield decodeBlock(frame.subarray())
    }
    await stream.close()
  } catch (error) {
    throw explain(error, peer, deadline.signal)
  } finally {
    deadline.clear()
    if (stream?.status === 'open') stream.abort(new Error('The answer is not needed any more.'))
  }
}
