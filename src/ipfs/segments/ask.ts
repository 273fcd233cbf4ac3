import type { CID } from 'multiformats/cid'
import { decode, encode } from '../../protocol/codec.ts'
import {
  segmentsAnswer,
  segmentsAnswerMaxBytes,
  segmentsProtocol,
  segmentsRequest,
} from '../../protocol/segments.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Dialler } from '../network/dialler.ts'
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
  let signal = soon(stop)
  const stream = await dialler.openStream(peer, segmentsProtocol, signal).catch((error: unknown) => {
    throw explain(error, peer, signal)
  })
  try {
    const frames = framesOf(stream, segmentsAnswerMaxBytes)
    await frames.write(encode(segmentsRequest, { v: 1, cids: [...cids] }), { signal })
    for (let left = cids.length; left > 0; left--) {
      signal = soon(stop)
      yield decode(segmentsAnswer, (await frames.read({ signal })).subarray(), segmentsAnswerMaxBytes)
    }
    await stream.close({ signal: soon(stop) })
  } catch (error) {
    throw explain(error, peer, signal)
  } finally {
    if (stream.status === 'open') stream.abort(new Error('The answer is not needed any more.'))
  }
}

function soon(stop: AbortSignal): AbortSignal {
  return AbortSignal.any([stop, AbortSignal.timeout(blockWithinMs)])
}
