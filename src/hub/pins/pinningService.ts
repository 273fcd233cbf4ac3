import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { CID } from 'multiformats/cid'
import type { Blocks } from '../../ipfs/peer.ts'
import type { Head } from '../../protocol/catalogue.ts'
import { backOffDelay } from '../../shared/backOff.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { type Clock, minuteMs } from '../clock.ts'
import { type BlockFetcher, listCatalogue, decodeCatalogue } from './catalogueBlocks.ts'
import type { PinBlocks, PinProgress, WantedBlock } from './pinBlocks.ts'
import type { Pin, PinRecords } from './pinRecords.ts'

/** Artists pinned at a time. */
const concurrentArtists = 2
/** Blocks per request; what was received is recorded after each request. */
const blocksPerRequest = 64
/** A round ends after this many blocks that no peer had: the artist is offline, or has lost them. */
const maxMisses = 8
/** Rounds in a row, a day in all, after which what never came is given back. */
const maxAttempts = 100
/** How long one artist's blocks are fetched while another's wait. */
const turnMs = 20_000
/** Between two rounds for one artist. */
const roundLimits = { initialMs: 2000, maxMs: 15 * minuteMs }

export interface PinningParts {
  readonly records: PinRecords
  readonly pinBlocks: PinBlocks
  readonly blocks: Pick<Blocks, 'getMany' | 'has' | 'delete'>
  readonly log: Logger
  readonly now: Clock
}

/** Pins the blocks of every artist's newest catalogue, so that music plays while its artist is offline. */
export class PinningService implements Startable {
  readonly #parts: PinningParts
  readonly #queue = new PQueue({ concurrency: concurrentArtists })
  readonly #rounds = new Map<Address, AbortController>()
  #timer: NodeJS.Timeout | undefined
  #isRunning = false
  #verification: Promise<void> = Promise.resolve()

  constructor(parts: PinningParts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    const { pinBlocks: pinned, blocks, now } = this.#parts
    this.#verification = pinned
      .verifyKept(async (cid) => !this.#isRunning || (await blocks.has(cid)), now())
      .then(() => this.#schedule(), this.#logFailure('checking what is pinned'))
    this.#schedule()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    clearTimeout(this.#timer)
    for (const round of this.#rounds.values()) round.abort()
    await Promise.all([this.#queue.onIdle(), this.#verification])
  }

  /** Pins what `head` points to; a head that is followed already, or is older, changes nothing. */
  follow(head: Pick<Head, 'artist' | 'number' | 'catalogue'>): void {
    if (!this.#parts.records.follow(head)) return
    this.#rounds.get(head.artist)?.abort()
    this.#schedule()
  }

  /** A peer is there: what is missing of its artist's blocks is fetched now. */
  onPeerConnected(peer: PeerIdText): void {
    for (const artist of this.#parts.records.makeDue(peer)) this.#rounds.get(artist)?.abort()
    this.#schedule()
  }

  /** How far the newest catalogue of `artist` is pinned; `number` is null when none is known or listed. */
  progress(artist: Address): PinProgress & { readonly number: number | null } {
    const pin = this.#parts.records.get(artist)
    if (pin === undefined || !pin.listed) return { number: null, blocks: 0, missing: 0, refused: 0 }
    return { number: pin.number, ...this.#parts.pinBlocks.progress(artist, pin.number) }
  }

  #schedule(): void {
    if (!this.#isRunning) return
    clearTimeout(this.#timer)
    for (const pin of this.#parts.records.due()) {
      if (this.#rounds.has(pin.artist)) continue
      const stopping = new AbortController()
      this.#rounds.set(pin.artist, stopping)
      this.#queue.add(async () => this.#round(pin, stopping.signal)).catch(this.#logFailure('pinning'))
    }
    const next = this.#parts.records.nextDue()
    if (next === null || this.#rounds.size > 0) return
    this.#timer = setTimeout(() => this.#schedule(), Math.max(0, next - this.#parts.now()))
  }

  async #round(due: Pin, stop: AbortSignal): Promise<void> {
    const { records, pinBlocks: pinned, log, now } = this.#parts
    const turn = new AbortController()
    // Whoever is slow gives way, and goes on later.
    const timer = setInterval(() => this.#queue.size > 0 && turn.abort(), turnMs)
    let received = 0
    try {
      if (!stop.aborted) {
        const signal = AbortSignal.any([stop, turn.signal])
        await this.#listBlocks(due, signal)
        received = await this.#fetchMissing(due, signal)
        await this.#deleteGarbage()
      }
    } catch (error) {
      if (!stop.aborted) log.info({ artist: due.artist, err: error }, 'pinning goes on later')
    } finally {
      clearInterval(timer)
      this.#rounds.delete(due.artist)
    }
    if (stop.aborted) return this.#schedule()
    const { missing } = pinned.progress(due.artist, due.number)
    const isDone = missing === 0 && records.get(due.artist)?.listed === true
    if (!isDone && due.attempts >= maxAttempts) {
      pinned.giveUp(due.artist)
      records.giveUp(due)
    } else if (isDone) records.finishRound(due, null)
    else if (received > 0) records.finishRound(due, now())
    else records.finishRound(due, now() + backOffDelay(roundLimits, due.attempts), due.attempts + 1)
    if (isDone) log.info({ artist: due.artist, number: due.number }, 'pinned')
    this.#schedule()
  }

  async #listBlocks({ artist, number, catalogue, peer, listed }: Pin, stop: AbortSignal): Promise<void> {
    if (listed) return
    const { records, pinBlocks: pinned, log } = this.#parts
    for await (const { bytes } of this.#fetch([catalogue], peer, stop)) {
      if (bytes === null) return
      const artistPeer = decodeCatalogue(bytes).artist.body.peer
      records.setPeer(artist, artistPeer)
      const fetch: BlockFetcher = (cids) => this.#fetch(cids, artistPeer, stop)
      const catalogueBlocks = await listCatalogue(catalogue, bytes, fetch, pinned.blocksFor(artist))
      if (catalogueBlocks.malformed.length > 0)
        log.warn({ artist, manifests: catalogueBlocks.malformed.map(String) }, 'malformed')
      if (!stop.aborted) await pinned.setWanted(artist, number, catalogueBlocks.blocks, catalogueBlocks)
    }
  }

  /** @returns how many came */
  async #fetchMissing({ artist }: Pin, stop: AbortSignal): Promise<number> {
    const { records, pinBlocks: pinned } = this.#parts
    const peer = records.get(artist)?.peer ?? null
    let count = 0
    for (let misses = 0; misses < maxMisses && !stop.aborted;) {
      const wanted = pinned.reserve(artist, blocksPerRequest)
      if (wanted.length === 0) break
      const sizes = new Map(wanted.map(({ cid, size }) => [cid.toString(), size]))
      const cids = wanted.map(({ cid }) => cid)
      const received: WantedBlock[] = []
      const absent: CID[] = []
      try {
        for await (const { cid, bytes } of this.#fetch(cids, peer, stop)) {
          if (bytes === null) absent.push(cid)
          else if (bytes.byteLength <= (sizes.get(cid.toString()) ?? 0))
            received.push({ cid, size: bytes.byteLength })
          else pinned.markRefused(artist, cid)
        }
      } finally {
        pinned.markKept(artist, received)
        pinned.release(artist)
        count += received.length
      }
      pinned.recordMisses(artist, absent)
      misses += absent.length
    }
    return count
  }

  /** Null for what nobody has; ends after {@link maxMisses} of them. */
  async *#fetch(
    cids: readonly CID[],
    peer: PeerIdText | null,
    signal: AbortSignal,
  ): ReturnType<BlockFetcher> {
    const from = peer === null ? [] : [peer]
    let rest = cids
    for (let misses = 0; rest.length > 0 && misses < maxMisses; misses += 1) {
      let received = 0
      try {
        for await (const block of this.#parts.blocks.getMany(rest, { from, signal })) {
          received += 1
          yield block
        }
        return
      } catch (error) {
        if (!isBuskerError(error, 'IPFS_BLOCK_NOT_FOUND')) throw error
        const absent = rest[received]
        if (absent !== undefined) yield { cid: absent, bytes: null }
        rest = rest.slice(received + 1)
      }
    }
  }

  async #deleteGarbage(): Promise<void> {
    const { pinBlocks: pinned, blocks } = this.#parts
    for (const cid of pinned.garbage()) {
      await blocks.delete(cid)
      pinned.removeFromGarbage(cid)
    }
  }

  #logFailure(doing: string): (error: unknown) => void {
    return (error) => this.#parts.log.error({ err: error }, `${doing} failed`)
  }
}
