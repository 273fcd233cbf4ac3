import type { Stream } from '@libp2p/interface'
import type { CID } from 'multiformats/cid'
import { Uint8ArrayList } from 'uint8arraylist'
import { encodeBlock } from '../../protocol/blockFrame.ts'
import { decode } from '../../protocol/codec.ts'
import { segmentsRequest, segmentsRequestMaxBytes } from '../../protocol/segments.ts'
import type { DiskBlocks } from '../blocks/diskBlocks.ts'
import { IdleTimeout } from '../network/idleTimeout.ts'
import { framesOf } from '../network/frames.ts'
import type { RequestBudget } from '../network/requestBudgets.ts'

/** How long the other end may take to read one block. */
const blockTimeoutMs = 30_000
/** Blocks, and bytes, read from disk before the block that is being sent is gone: waiting for the disk is paid for once. */
const readAheadBlocks = 16
const readAheadBytes = 3 * 1024 * 1024

/**
 * Answers one request of `/busker/segments/1`: each block as it is read from disk.
 *
 * @param begin takes its place among what the peer may have answered at a time
 * @throws what broke the exchange; the stream is ended then
 */
export async function serveSegments(
  disk: Pick<DiskBlocks, 'read'>,
  stream: Stream,
  begin: () => RequestBudget,
): Promise<void> {
  let budget: RequestBudget | undefined
  const frames = framesOf(stream, { maxBytes: segmentsRequestMaxBytes })
  const idleTimeout = new IdleTimeout(blockTimeoutMs)
  idleTimeout.abortOnTimeout(stream)
  try {
    budget = begin()
    const { cids } = decode(segmentsRequest, (await frames.read()).subarray(), segmentsRequestMaxBytes)
    for await (const block of readInOrder(disk, cids)) {
      await frames.write(new Uint8ArrayList(...encodeBlock(block ?? null)))
      idleTimeout.renew()
    }
    await stream.close()
  } catch (error) {
    stream.abort(error instanceof Error ? error : new Error(String(error)))
    throw error
  } finally {
    budget?.end()
    idleTimeout.clear()
  }
}

async function* readInOrder(
  disk: Pick<DiskBlocks, 'read'>,
  cids: readonly CID[],
): AsyncGenerator<Uint8Array | undefined> {
  const reading: Promise<Uint8Array | undefined>[] = []
  let bufferedBytes = 0
  const readBlock = async (cid: CID) => {
    const block = await disk.read(cid)
    bufferedBytes += block?.byteLength ?? 0
    return block
  }
  for (const cid of cids) {
    const read = readBlock(cid)
    // One that fails while an earlier one is sent is met in its turn.
    read.catch(() => undefined)
    reading.push(read)
    while (reading.length > readAheadBlocks || (bufferedBytes > readAheadBytes && reading.length > 0)) {
      const block = await reading.shift()
      bufferedBytes -= block?.byteLength ?? 0
      yield block
    }
  }
  yield* reading
}
