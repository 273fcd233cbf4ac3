import type { Stream } from '@libp2p/interface'
import { decode, encode } from '../../protocol/codec.ts'
import { segmentsAnswer, segmentsRequest, segmentsRequestMaxBytes } from '../../protocol/segments.ts'
import type { DiskBlocks } from '../blocks/diskBlocks.ts'
import { framesOf } from '../network/frames.ts'

/** How long the other end may take to read one block. */
const blockWithinMs = 30_000

/**
 * Answers one request of `/busker/segments/1`: each block as it is read from disk.
 *
 * @throws what broke the exchange; the stream is ended then
 */
export async function serveSegments(disk: DiskBlocks, stream: Stream): Promise<void> {
  const frames = framesOf(stream, segmentsRequestMaxBytes)
  try {
    const request = await frames.read({ signal: AbortSignal.timeout(blockWithinMs) })
    const { cids } = decode(segmentsRequest, request.subarray(), segmentsRequestMaxBytes)
    for (const cid of cids) {
      const block = (await disk.read(cid)) ?? null
      await frames.write(encode(segmentsAnswer, block), { signal: AbortSignal.timeout(blockWithinMs) })
    }
    await stream.close({ signal: AbortSignal.timeout(blockWithinMs) })
  } catch (error) {
    stream.abort(error instanceof Error ? error : new Error(String(error)))
    throw error
  }
}
