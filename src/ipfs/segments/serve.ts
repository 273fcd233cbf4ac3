import type { Stream } from '@libp2p/interface'
import type { CID } from 'multiformats/cid'
import { Uint8ArrayList } from 'uint8arraylist'
import { encodeBlock } from '../../protocol/blockFrame.ts'
import { decode } from '../../protocol/codec.ts'
import { segmentsRequest, segmentsRequestMaxBytes } from '../../protocol/segments.ts'
import type { DiskBlocks } from '../blocks/diskBlocks.ts'
import { Deadline } from '../network/deadline.ts'
import { framesOf } from '../network/frames.ts'

/** How long the other end may take to read one block. */
const blockWithinMs = 30_000
/** Blocks read from disk before the one that is being sent is gone. */
const readAhead = 4

/**
 * Answers one request of `/busker/segments/1`: each block as it is read from disk.
 *
 * @throws what broke the exchange; the stream is ended then
 */
export async function serveSegments(disk: Pick<DiskBlocks, 'read'>, stream: Stream): Promise<void> {
  const frames = framesOf(stream, segmentsRequestMaxBytes)
  const deadline = new Deadline(blockWithinMs)
  deadline.guard(stream)
  try {
    const { cids } = decode(segmentsRequest, (await frames.read()).subarray(), segmentsRequestMaxBytes)
    for await (const block of readInOrder(disk, cids)) {
      await frames.write(new Uint8ArrayList(...encodeBlock(block ?? null)))
      deadline.renew()
    }
    await stream.close()
  } catch (error) {
    stream.abort(error instanceof Error ? error : new Error(String(error)))
    throw error
  } finally {
    deadline.clear()
  }
}

async function* readInOrder(
  disk: Pick<DiskBlocks, 'read'>,
  cids: readonly CID[],
): AsyncGenerator<Uint8Array | undefined> {
  const reading: Promise<Uint8Array | undefined>[] = []
  for (const cid of cids) {
    const read = disk.read(cid)
    // One that fails while an earlier one is sent is met in its turn.
    read.catch(() => undefined)
    reading.push(read)
    if (reading.length > readAhead) yield reading.shift()
  }
  yield* reading
}
