import type { CID } from 'multiformats/cid'
import pDefer, { type DeferredPromise } from 'p-defer'
import type { PeerIdText } from '../../shared/ids.ts'
import { isBlockOf } from '../blocks/cids.ts'

/** How blocks are come by, nearest first. What peers give is verified here. */
export interface Ways {
  local(cid: CID): Promise<Uint8Array | undefined>
  /** Peers to ask for many blocks at once, best first. */
  readonly sources: readonly PeerIdText[]
  ask(peer: PeerIdText, cids: readonly CID[], signal: AbortSignal): AsyncIterable<Uint8Array | null>
  /** When no source has it. @throws when nobody has */
  anybody(cid: CID, signal: AbortSignal): Promise<Uint8Array>
  /** Resolves when there is room for another. */
  keep(cid: CID, bytes: Uint8Array): Promise<void>
}

/** Blocks are looked for in groups of this many, and the next group only when half of one is consumed. */
const group = 128
/** Blocks a request: many when there is one source, few when several share the work. */
const alone = 64
const shared = 8

interface Want {
  readonly index: number
  readonly cid: CID
  readonly block: DeferredPromise<Uint8Array>
  /** Sources that don't have it. */
  readonly refusedBy: Set<PeerIdText>
}

/**
 * Gives blocks in the order of `cids`, each as soon as it is there, from here or from several peers at once.
 * What it holds in memory is bounded however long the list and slow the consumer.
 */
export async function* fetchBlocks(
  cids: readonly CID[],
  ways: Ways,
  signal?: AbortSignal,
): AsyncGenerator<{ cid: CID; bytes: Uint8Array }> {
  const done = new AbortController()
  const fetch = new BlockFetch(
    ways,
    signal === undefined ? done.signal : AbortSignal.any([signal, done.signal]),
  )
  const coming = new Map<number, Promise<Uint8Array>>()
  let next = 0
  fetch.start()
  try {
    for (const [index, cid] of cids.entries()) {
      if (next < cids.length && coming.size <= group / 2) {
        const blocks = fetch.look(next, cids.slice(next, next + group))
        for (const block of blocks) coming.set(next++, block)
      }
      const bytes = await coming.get(index)
      coming.delete(index)
      if (bytes !== undefined) yield { cid, bytes: withoutBuffer(bytes) }
    }
  } finally {
    done.abort()
    await fetch.stopped()
  }
}

class BlockFetch {
  readonly #ways: Ways
  readonly #signal: AbortSignal
  /** Sources that answer as they should. */
  readonly #live: Set<PeerIdText>
  /** Wanted, and asked of nobody at the moment. */
  #queue: Want[] = []
  #changed = pDefer<void>()
  #working: Promise<unknown>[] = []

  constructor(ways: Ways, signal: AbortSignal) {
    this.#ways = ways
    this.#signal = signal
    this.#live = new Set(ways.sources)
    signal.addEventListener('abort', () => this.#enqueue([]))
  }

  start(): void {
    this.#working = [...this.#live].map((source) => this.#drain(source))
  }

  /** Resolves when nothing runs any more; the signal must be aborted. */
  async stopped(): Promise<void> {
    await Promise.allSettled(this.#working)
  }

  /** Looks for blocks here, then elsewhere. */
  look(from: number, cids: readonly CID[]): Promise<Uint8Array>[] {
    const wants = cids.map((cid, i): Want => ({
      index: from + i,
      cid,
      block: pDefer(),
      refusedBy: new Set(),
    }))
    // Someone who stops reading early leaves promises behind that nobody waits for.
    for (const { block } of wants) block.promise.catch(() => undefined)
    void this.#lookHere(wants)
    return wants.map(({ block }) => block.promise)
  }

  async #lookHere(wants: readonly Want[]): Promise<void> {
    const missing: Want[] = []
    const look = async (want: Want) => {
      const here = await this.#ways.local(want.cid)
      if (here === undefined) missing.push(want)
      else want.block.resolve(here)
    }
    await Promise.all(wants.map((want) => look(want).catch(want.block.reject)))
    this.#enqueue(missing)
  }

  #enqueue(wants: readonly Want[]): void {
    const all = [...this.#queue, ...wants].toSorted((a, b) => a.index - b.index)
    this.#queue = []
    for (const want of all) {
      if (this.#signal.aborted) want.block.reject(this.#signal.reason)
      else if ([...this.#live].some((source) => !want.refusedBy.has(source))) this.#queue.push(want)
      else this.#ways.anybody(want.cid, this.#signal).then(want.block.resolve, want.block.reject)
    }
    this.#changed.resolve()
    this.#changed = pDefer()
  }

  /** Asks one source for whatever it may have, until it proves useless. */
  async #drain(source: PeerIdText): Promise<void> {
    while (!this.#signal.aborted) {
      const batch = this.#take(source)
      if (batch.length === 0) {
        await this.#changed.promise
        continue
      }
      const left = await this.#request(source, batch)
      if (left.length > 0) this.#live.delete(source)
      this.#enqueue(left)
      if (left.length > 0) return
    }
  }

  #take(source: PeerIdText): Want[] {
    const size = this.#ways.sources.length === 1 ? alone : shared
    const batch = this.#queue.filter(({ refusedBy }) => !refusedBy.has(source)).slice(0, size)
    this.#queue = this.#queue.filter((want) => !batch.includes(want))
    return batch
  }

  /** @returns what was not answered, because the source is unreachable, too slow, or gave wrong bytes */
  async #request(source: PeerIdText, batch: readonly Want[]): Promise<readonly Want[]> {
    let answered = 0
    try {
      const cids = batch.map(({ cid }) => cid)
      for await (const bytes of this.#ways.ask(source, cids, this.#signal)) {
        const want = batch[answered]
        if (want === undefined || (bytes !== null && !isBlockOf(want.cid, bytes))) break
        answered += 1
        if (bytes !== null) {
          want.block.resolve(bytes)
          await this.#ways.keep(want.cid, bytes)
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

/** Node's Buffers, which some ways give, are equal to no Uint8Array for whoever compares types. */
function withoutBuffer(bytes: Uint8Array): Uint8Array {
  return Buffer.isBuffer(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : bytes
}
