import type { Stream } from '@libp2p/interface'
import type { CID } from 'multiformats/cid'
import { decodeBlock } from '../../protocol/blockFrame.ts'
import { encode } from '../../protocol/codec.ts'
import { segmentsAnswerMaxBytes, segmentsProtocol, segmentsRequest } from '../../protocol/segments.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Dialler } from '../network/dialler.ts'
import { IdleTimeout } from '../network/idleTimeout.ts'
import { toPeerError, framesOf } from '../network/frames.ts'

/** Blocks that may arrive while earlier ones are looked at. */
const aheadBytes = 8 * 1024 * 1024
/** A peer that lets one block wait longer is given up. */
const blockTimeoutMs = 5000

/**
 * Asks one peer for up to 256 blocks in one request. They come in the order asked, not yet verified; null where the
 * peer has none.
 *
 * @throws BuskerError `IPFS_PEER_UNREACHABLE`, `IPFS_PEER_TIMEOUT`, `PROTOCOL_…` when what comes is no answer
 */
export async function* requestSegments(
  dialler: Dialler,
  peer: PeerIdText,
  cids: readonly CID[],
  stop: AbortSignal,
): AsyncGenerator<Uint8Array | null> {
  const idleTimeout = new IdleTimeout(blockTimeoutMs, stop)
  let stream: Stream | undefined
  try {
    stream = await dialler.openStream(peer, segmentsProtocol, idleTimeout.signal)
    idleTimeout.abortOnTimeout(stream)
    const frames = framesOf(stream, { maxBytes: segmentsAnswerMaxBytes, aheadBytes })
    await frames.write(encode(segmentsRequest, { v: 1, cids: [...cids] }))
    for (let left = cids.length; left > 0; left--) {
      const frame = await frames.read()
      idleTimeout.renew()
      yield decodeBlock(frame.subarray())
    }
    await stream.close()
  } catch (error) {
    throw toPeerError(error, peer, idleTimeout.signal)
  } finally {
    idleTimeout.clear()
    if (stream?.status === 'open') stream.abort(new Error('The answer is not needed any more.'))
  }
}
