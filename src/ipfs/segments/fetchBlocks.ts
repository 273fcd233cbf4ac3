import type { CID } from 'multiformats/cid'
import type { PeerIdText } from '../../shared/ids.ts'
import { isBlockOf } from '../blocks/cids.ts'

/** Where blocks are read from, nearest first. Blocks from peers are verified in this file. */
export interface BlockSources {
  readLocal(cid: CID): Promise<Uint8Array | undefined>
  /** Peers to ask for many blocks at once, best first. */
  readonly peers: readonly PeerIdText[]
  request(peer: PeerIdText, cids: readonly CID[], signal: AbortSignal): AsyncIterable<Uint8Array | null>
  /** When no source has it. @throws when nobody has */
  fetchFromAnyone(cid: CID, signal: AbortSignal): Promise<Uint8Array>
  /** Resolves when there is room for another. */
  store(cid: CID, bytes: Uint8Array): Promise<void>
}

/** Blocks are looked for in groups of this many, and the next group only when half of one is consumed. */
const groupSize = 128
/** Blocks a request: many when there is one source, few when several share the work. */
const batchForOnePeer = 64
const batchForManyPeers = 8

interface BlockRequest {
  readonly index: number
  readonly cid: CID
  readonly block: PromiseWithResolvers<Uint8Array>
  /** Sources that don't have it. */
  readonly refusedBy: Set<PeerIdText>
}

/**
 * Gives blocks in the order of `cids`, each as soon as it is there, from here or from several peers at once.
 * What it holds in memory is bounded however long the list and slow the consumer.
 */
export async function* fetchBlocks(
  cids: readonly CID[],
  sources: BlockSources,
  signal?: AbortSignal,
): AsyncGenerator<{ cid: CID; bytes: Uint8Array }> {
  const done = new AbortController()
  const fetch = new BlockFetch(
    sources,
    signal === undefined ? done.signal : AbortSignal.any([signal, done.signal]),
  )
  const pending = new Map<number, Promise<Uint8Array>>()
  let next = 0
  fetch.start()
  try {
    for (const [index, cid] of cids.entries()) {
      if (next < cids.length && pending.size <= groupSize / 2) {
        const blocks = fetch.locate(next, cids.slice(next, next + groupSize))
        for (const block of blocks) pending.set(next++, block)
      }
      const bytes = await pending.get(index)
      pending.delete(index)
      if (bytes !== undefined) yield { cid, bytes: asUint8Array(bytes) }
    }
  } finally {
    done.abort()
    await fetch.stopped()
  }
}

class BlockFetch {
  readonly #sources: BlockSources
  readonly #signal: AbortSignal
  /** Sources that answer as they should. */
  readonly #activePeers: Set<PeerIdText>
  /** Wanted, and asked of nobody at the moment. */
  #queue: BlockRequest[] = []
  #queueChanged = Promise.withResolvers<void>()
  #workers: Promise<unknown>[] = []

  constructor(sources: BlockSources, signal: AbortSignal) {
    this.#sources = sources
    this.#signal = signal
    this.#activePeers = new Set(sources.peers)
    signal.addEventListener('abort', () => this.#enqueue([]))
  }

  start(): void {
    this.#workers = [...this.#activePeers].map((source) => this.#drain(source))
  }

  /** Resolves when nothing runs any more; the signal must be aborted. */
  async stopped(): Promise<void> {
    await Promise.allSettled(this.#workers)
  }

  /** Looks for blocks here, then elsewhere. */
  locate(from: number, cids: readonly CID[]): Promise<Uint8Array>[] {
    const wants = cids.map((cid, i): BlockRequest => ({
      index: from + i,
      cid,
      block: Promise.withResolvers(),
      refusedBy: new Set(),
    }))
    // Someone who stops reading early leaves promises behind that nobody waits for.
    for (const { block } of wants) block.promise.catch(() => undefined)
    void this.#readLocal(wants)
    return wants.map(({ block }) => block.promise)
  }

  async #readLocal(wants: readonly BlockRequest[]): Promise<void> {
    const missing: BlockRequest[] = []
    const readLocal = async (want: BlockRequest) => {
      const stored = await this.#sources.readLocal(want.cid)
      if (stored === undefined) missing.push(want)
      else want.block.resolve(stored)
    }
    await Promise.all(wants.map((want) => readLocal(want).catch(want.block.reject)))
    this.#enqueue(missing)
  }

  #enqueue(wants: readonly BlockRequest[]): void {
    const all = [...this.#queue, ...wants].toSorted((a, b) => a.index - b.index)
    this.#queue = []
    for (const want of all) {
      if (this.#signal.aborted) want.block.reject(this.#signal.reason)
      else if ([...this.#activePeers].some((source) => !want.refusedBy.has(source))) this.#queue.push(want)
      else this.#sources.fetchFromAnyone(want.cid, this.#signal).then(want.block.resolve, want.block.reject)
    }
    this.#queueChanged.resolve()
    this.#queueChanged = Promise.withResolvers()
  }

  /** Asks one source for whatever it may have, until it proves useless. */
  async #drain(source: PeerIdText): Promise<void> {
    while (!this.#signal.aborted) {
      const batch = this.#takeBatch(source)
      if (batch.length === 0) {
        await this.#queueChanged.promise
        continue
      }
      const left = await this.#request(source, batch)
      if (left.length > 0) this.#activePeers.delete(source)
      this.#enqueue(left)
      if (left.length > 0) return
    }
  }

  #takeBatch(source: PeerIdText): BlockRequest[] {
    const size = this.#sources.peers.length === 1 ? batchForOnePeer : batchForManyPeers
    const batch = this.#queue.filter(({ refusedBy }) => !refusedBy.has(source)).slice(0, size)
    this.#queue = this.#queue.filter((want) => !batch.includes(want))
    return batch
  }

  /** @returns what was not answered, because the source is unreachable, too slow, or gave wrong bytes */
  async #request(source: PeerIdText, batch: readonly BlockRequest[]): Promise<readonly BlockRequest[]> {
    let answered = 0
    try {
      const cids = batch.map(({ cid }) => cid)
      for await (const bytes of this.#sources.request(source, cids, this.#signal)) {
        const want = batch[answered]
        if (want === undefined || (bytes !== null && !isBlockOf(want.cid, bytes))) break
        answered += 1
        if (bytes !== null) {
          want.block.resolve(bytes)
          await this.#sources.store(want.cid, bytes)
          continue
        }
        want.refusedBy.add(source)
        this.#enqueue([want])
      }
    } catch {
      // Whatever broke, the others are asked for the rest; the caller hears of it when nobody has it.
    }
    return batch.slice(answered)
  }
}

/** Some sources return a Node Buffer, which deep equality does not take for a Uint8Array. */
function asUint8Array(bytes: Uint8Array): Uint8Array {
  return Buffer.isBuffer(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes
}
