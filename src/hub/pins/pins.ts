import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { CID } from 'multiformats/cid'
import type { Blocks } from '../../ipfs/peer.ts'
import type { Head } from '../../protocol/catalogue.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { type Clock, MINUTE } from '../clock.ts'
import { type FetchBlocks, listCatalogue, readCatalogue } from './catalogueBlocks.ts'
import type { PinBlocks, PinProgress } from './pinBlocks.ts'
import type { Pin, PinRecords } from './pinRecords.ts'

/** Artists pinned at a time. */
const AT_ONCE = 2
/** Blocks asked for in one go; what came is written down after each. */
const BATCH = 64
/** A round ends after that many blocks that nobody had: the artist is gone, or has lost them. */
const MOST_MISSES = 8
const FIRST_PAUSE = 2000
const LONGEST_PAUSE = 15 * MINUTE

export interface PinsParts {
  readonly records: PinRecords
  readonly pinned: PinBlocks
  readonly blocks: Pick<Blocks, 'getMany' | 'has' | 'delete'>
  readonly log: Logger
  readonly now: Clock
}

/** Keeps the blocks of every artist's newest catalogue, so that music plays while its artist sleeps. */
export class Pins implements Startable {
  readonly #parts: PinsParts
  readonly #queue = new PQueue({ concurrency: AT_ONCE })
  readonly #rounds = new Map<Address, AbortController>()
  #timer: NodeJS.Timeout | undefined
  #isRunning = false
  #rechecking: Promise<void> = Promise.resolve()

  constructor(parts: PinsParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    const { pinned, blocks, now } = this.#parts
    this.#rechecking = pinned
      .recheck(async (cid) => !this.#isRunning || (await blocks.has(cid)), now())
      .then(() => this.#schedule(), this.#failed('checking what is pinned'))
    this.#schedule()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    clearTimeout(this.#timer)
    for (const round of this.#rounds.values()) round.abort()
    await Promise.all([this.#queue.onIdle(), this.#rechecking])
  }

  /** Pins what `head` points to; a head that is followed already, or is older, changes nothing. */
  follow(head: Pick<Head, 'artist' | 'number' | 'catalogue'>): void {
    if (!this.#parts.records.follow(head)) return
    this.#rounds.get(head.artist)?.abort()
    this.#schedule()
  }

  /** A peer is there: what is missing of its artist's blocks is fetched now. */
  connected(peer: PeerIdText): void {
    for (const artist of this.#parts.records.hurry(peer)) this.#rounds.get(artist)?.abort()
    this.#schedule()
  }

  /** How far the newest catalogue of `artist` is pinned; `number` is null when none is known or listed. */
  progress(artist: Address): PinProgress & { readonly number: number | null } {
    const pin = this.#parts.records.get(artist)
    if (pin === undefined || !pin.listed) return { number: null, blocks: 0, missing: 0, refused: 0 }
    return { number: pin.number, ...this.#parts.pinned.progress(artist, pin.number) }
  }

  #schedule(): void {
    if (!this.#isRunning) return
    clearTimeout(this.#timer)
    for (const pin of this.#parts.records.due()) {
      if (this.#rounds.has(pin.artist)) continue
      const stopping = new AbortController()
      this.#rounds.set(pin.artist, stopping)
      this.#queue.add(async () => this.#round(pin, stopping.signal)).catch(this.#failed('pinning'))
    }
    const next = this.#parts.records.nextDue()
    if (next === null || this.#rounds.size > 0) return
    this.#timer = setTimeout(() => this.#schedule(), Math.max(0, next - this.#parts.now()))
  }

  async #round(due: Pin, stop: AbortSignal): Promise<void> {
    const { records, pinned, log, now } = this.#parts
    try {
      if (!stop.aborted) {
        await this.#list(due, stop)
        await this.#fetchMissing(due, stop)
        await this.#deleteGarbage()
      }
    } catch (error) {
      if (!stop.aborted) log.info({ artist: due.artist, err: error }, 'pinning goes on later')
    } finally {
      this.#rounds.delete(due.artist)
    }
    if (stop.aborted) return this.#schedule()
    const { missing } = pinned.progress(due.artist, due.number)
    const isDone = missing === 0 && records.get(due.artist)?.listed === true
    const pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** due.attempts)
    records.ended(due, isDone ? null : now() + pause)
    if (isDone) log.info({ artist: due.artist, number: due.number }, 'pinned')
    this.#schedule()
  }

  async #list({ artist, number, catalogue, peer, listed }: Pin, stop: AbortSignal): Promise<void> {
    if (listed) return
    const { records, pinned, log } = this.#parts
    for await (const { bytes } of this.#fetch([catalogue], peer, stop)) {
      if (bytes === null) return
      const artistPeer = readCatalogue(bytes).artist.body.peer
      records.foundPeer(artist, artistPeer)
      const found = await listCatalogue(catalogue, bytes, (cids) => this.#fetch(cids, artistPeer, stop))
      if (found.malformed.length > 0)
        log.warn({ artist, manifests: found.malformed.map(String) }, 'malformed')
      if (!stop.aborted) pinned.list(artist, number, found.blocks, found.isWhole)
    }
  }

  async #fetchMissing({ artist }: Pin, stop: AbortSignal): Promise<void> {
    const { records, pinned } = this.#parts
    const peer = records.get(artist)?.peer ?? null
    for (let misses = 0; misses < MOST_MISSES && !stop.aborted;) {
      const wanted = pinned.missing(artist, BATCH)
      if (wanted.length === 0) return
      const sizes = new Map(wanted.map(({ cid, size }) => [cid.toString(), size]))
      const cids = wanted.map(({ cid }) => cid)
      const came: CID[] = []
      const absent: CID[] = []
      for await (const { cid, bytes } of this.#fetch(cids, peer, stop)) {
        if (bytes === null) absent.push(cid)
        else if (bytes.byteLength <= (sizes.get(cid.toString()) ?? 0)) came.push(cid)
        else pinned.refuse(artist, cid)
      }
      pinned.kept(artist, came)
      pinned.tried(artist, absent)
      misses += absent.length
    }
  }

  /** Null for what nobody has; ends after {@link MOST_MISSES} of them. */
  async *#fetch(cids: readonly CID[], peer: PeerIdText | null, signal: AbortSignal): ReturnType<FetchBlocks> {
    const from = peer === null ? [] : [peer]
    let rest = cids
    for (let misses = 0; rest.length > 0 && misses < MOST_MISSES; misses += 1) {
      let came = 0
      try {
        for await (const block of this.#parts.blocks.getMany(rest, { from, signal })) {
          came += 1
          yield block
        }
        return
      } catch (error) {
        if (!isBuskerError(error, 'IPFS_BLOCK_NOT_FOUND')) throw error
        const absent = rest[came]
        if (absent !== undefined) yield { cid: absent, bytes: null }
        rest = rest.slice(came + 1)
      }
    }
  }

  async #deleteGarbage(): Promise<void> {
    const { pinned, blocks } = this.#parts
    for (const cid of pinned.garbage()) {
      await blocks.delete(cid)
      pinned.deleted(cid)
    }
  }

  #failed(doing: string): (error: unknown) => void {
    return (error) => this.#parts.log.error({ err: error }, `${doing} failed`)
  }
}
