import type { Blocks } from '../../ipfs/peer.ts'
import type { Rendition } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { SegmentSeal } from '../sealing/segmentSeal.ts'

/** Segments fetched beyond the one that was asked for: half a minute. */
const prefetchCount = 8
/** Segments with which a track begins to be heard, init segment and all. */
export const firstSegments = 3

export interface SegmentReaderOptions {
  readonly rendition: Rendition
  readonly seal: SegmentSeal
  readonly blocks: Pick<Blocks, 'getMany'>
  /** Peers likely to have the segments, best first. */
  readonly from: readonly PeerIdText[]
}

interface PendingSegment {
  readonly sealed: PromiseWithResolvers<Uint8Array>
  readonly batch: Batch
}

interface Batch {
  readonly indices: readonly number[]
  readonly controller: AbortController
}

/**
 * Gives the clear segments of one rendition, and has those that follow fetched meanwhile. What is held is a window of
 * sealed segments; a segment is clear on its way to who asked alone.
 */
export class SegmentReader {
  readonly #options: SegmentReaderOptions
  readonly #pending = new Map<number, PendingSegment>()
  #readers = 0

  constructor(options: SegmentReaderOptions) {
    this.#options = options
  }

  /**
   * @param signal when it aborts and nobody else reads, nothing more is fetched
   * @throws BuskerError `PLAYBACK_NO_SEGMENT`, `SEGMENT_FORGED`, `IPFS_BLOCK_NOT_FOUND`; the signal's reason
   */
  async read(index: number, signal?: AbortSignal): Promise<Uint8Array> {
    signal?.throwIfAborted()
    this.#readers += 1
    try {
      const sealed = this.prefetch(index)
      return this.#options.seal.open(
        index,
        await (signal === undefined ? sealed : rejectOnAbort(sealed, signal)),
      )
    } finally {
      this.#readers -= 1
      if (this.#readers === 0 && signal?.aborted === true) this.#drop(() => true)
    }
  }

  /** Starts fetching a segment and those that follow. @returns the segment, still sealed */
  prefetch(index: number): Promise<Uint8Array> {
    const { segments } = this.#options.rendition
    if (segments[index] === undefined) {
      throw new BuskerError('PLAYBACK_NO_SEGMENT', `This track has no segment ${index}.`)
    }
    const end = Math.min(segments.length, index === 0 ? firstSegments : index + 1 + prefetchCount)
    // The init segment is read once: what is kept for the place that plays is kept beside it.
    if (index > 0) this.#drop((other) => other < index - 1 || other >= end)
    const missing: number[] = []
    for (let each = index; each < end; each += 1) if (!this.#pending.has(each)) missing.push(each)
    if (missing.length > 0) this.#fetch(missing)
    return (
      this.#pending.get(index)?.sealed.promise ?? Promise.reject(new Error('A segment was not looked for.'))
    )
  }

  /** Stops fetching. */
  close(): void {
    this.#drop(() => true)
  }

  #fetch(indices: readonly number[]): void {
    const batch: Batch = { indices, controller: new AbortController() }
    for (const index of indices) {
      const sealed = Promise.withResolvers<Uint8Array>()
      // A prefetched segment may never be read.
      sealed.promise.catch(() => undefined)
      this.#pending.set(index, { sealed, batch })
    }
    void this.#fetchBatch(batch)
  }

  async #fetchBatch({ indices, controller }: Batch): Promise<void> {
    const { blocks, from, rendition } = this.#options
    const wanted = indices.map((index) => ({ index, coming: this.#pending.get(index) }))
    const cids = indices.flatMap((index) => rendition.segments[index]?.cid ?? [])
    let position = 0
    try {
      for await (const { bytes } of blocks.getMany(cids, { from, signal: controller.signal })) {
        wanted[position]?.coming?.sealed.resolve(bytes)
        position += 1
      }
    } catch (error) {
      // The next read of one of them fetches it again.
      for (const { index, coming } of wanted.slice(position)) {
        if (this.#pending.get(index) === coming) this.#pending.delete(index)
        coming?.sealed.reject(error)
      }
    }
  }

  #drop(isUnwanted: (index: number) => boolean): void {
    const batches = new Set<Batch>()
    for (const [index, { batch }] of this.#pending) {
      if (!isUnwanted(index)) continue
      this.#pending.delete(index)
      batches.add(batch)
    }
    for (const { indices, controller } of batches) {
      if (indices.every((index) => isUnwanted(index))) controller.abort(dropped())
    }
  }
}

function dropped(): BuskerError {
  return new BuskerError('PLAYBACK_DROPPED', 'Another place of the track is played by now.')
}

async function rejectOnAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>()
  const stop = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
