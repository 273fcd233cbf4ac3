import PQueue from 'p-queue'
import type { CID } from 'multiformats/cid'
import type { Blocks } from '../../../ipfs/peer.ts'
import { isRaw, type LinkedBlock } from '../../../node/catalogue/trackReading.ts'
import type { Address } from '../../../shared/ids.ts'
import { type Clock, minuteMs } from '../../clock.ts'
import { answerWithin } from '../../operations/answerWithin.ts'
import { type CatalogueReader, maxMisses } from '../catalogueReader.ts'
import { parseLinked, type PinBlocks, type PinProgress, type WantedBlock } from '../pinBlocks.ts'
import type { PinEngine, RoundSignals } from '../pinEngine.ts'
import type { Pin, PinRecords } from '../pinRecords.ts'
import type { KuboClient } from './kuboClient.ts'

/** Blocks looked after together. */
const blocksPerRequest = 64
/** Questions to Kubo at a time. */
const parallelQuestions = 8
/** Bytes that Kubo may have for catalogues that are not whole, before it collects garbage. */
const defaultLooseBytes = 2 ** 30
/** Between two collections of garbage where less than that is loose. */
const collectionPauseMs = 60 * minuteMs

export interface KuboPinsParts {
  readonly records: Pick<PinRecords, 'get'>
  readonly pinBlocks: PinBlocks
  /** The hub's own, from which blocks move over. */
  readonly blocks: Pick<Blocks, 'delete'>
  readonly reader: CatalogueReader
  readonly kubo: KuboClient
  readonly now: Clock
  /** Default: a GiB. */
  readonly looseBytes?: number
}

/** What this process has seen in Kubo of a catalogue that is not whole. */
interface Brought {
  readonly number: number
  /** So many blocks from the beginning of its list are there: nobody asks for them again. */
  first: number
  blocks: number
  /** That this process has put. */
  bytes: number
}

/**
 * Lets Kubo keep the blocks: one recursive pin, and one row, a catalogue. The hub fetches and measures what is to be kept, Kubo
 * itself fetches nothing: so a catalogue can't promise less than it brings. It is kept whole or not at all.
 */
export class KuboPins implements PinEngine {
  readonly #parts: KuboPinsParts
  readonly #questions = new PQueue({ concurrency: parallelQuestions })
  readonly #brought = new Map<Address, Brought>()
  /** Bytes in Kubo that no pin holds; what an earlier process left is not known. */
  #loose = 0
  #isUnpinned = true
  #collectedAt = -Infinity

  constructor(parts: KuboPinsParts) {
    this.#parts = parts
  }

  async verify(stop: AbortSignal): Promise<void> {
    const { pinBlocks, kubo, now } = this.#parts
    await pinBlocks.verifyKept(async (cid) => stop.aborted || (await kubo.isPinned(cid)), now())
  }

  async pin(due: Pin, { stop, pause }: RoundSignals): Promise<number> {
    const { pinBlocks, reader } = this.#parts
    const { artist, number, catalogue } = due
    const listed = await reader.list(due, pinBlocks.blocksFor(artist), pause)
    if (listed === null || !listed.isComplete || pause.aborted) return 0
    const { cid, size } = rootOf(catalogue, listed.blocks)
    const blocks = listed.blocks.length + listed.unlisted
    await pinBlocks.setWanted(artist, number, [{ cid, size, blocks }], { isComplete: true })
    if (!listed.isClosed) pinBlocks.markRefused(artist, catalogue)
    if (pinBlocks.reserve(artist, 1).length === 0) return 0
    try {
      const { count, isWhole } = await this.#bring(due, listed.blocks, pause)
      if (!isWhole) return count
      if (await this.#parts.kubo.pin(catalogue, stop)) {
        this.#markKept(artist, { cid: catalogue, size })
        return count
      }
      // Kubo has collected garbage meanwhile.
      this.#brought.delete(artist)
      return 0
    } finally {
      pinBlocks.release(artist)
    }
  }

  async deleteGarbage(stop: AbortSignal): Promise<void> {
    const { pinBlocks, blocks, kubo } = this.#parts
    for (const cid of pinBlocks.garbage()) {
      await kubo.unpin(cid)
      await blocks.delete(cid)
      pinBlocks.removeFromGarbage(cid)
      this.#isUnpinned = true
    }
    await this.#collectGarbage(stop)
  }

  progress(artist: Address, number: number): PinProgress {
    const progress = this.#parts.pinBlocks.progress(artist, number)
    const brought = this.#brought.get(artist)
    if (progress.missing === 0 || brought?.number !== number) return progress
    return { ...progress, missing: Math.max(1, progress.missing - brought.blocks) }
  }

  giveUp(artist: Address): void {
    this.#parts.pinBlocks.giveUp(artist)
    this.#brought.delete(artist)
  }

  totalBytes(): number {
    return this.#parts.pinBlocks.totalBytes()
  }

  /** All that is pinned is Kubo's. */
  has(): boolean {
    return false
  }

  async check(): Promise<string | null> {
    return answerWithin('Kubo', this.#parts.kubo.version()).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
  }

  /** Puts into Kubo what it has not, block by block. @returns how many more are known to be there */
  async #bring(
    { artist, number, catalogue }: Pin,
    blocks: readonly LinkedBlock[],
    pause: AbortSignal,
  ): Promise<{ readonly count: number; readonly isWhole: boolean }> {
    const { records, pinBlocks, reader } = this.#parts
    const peer = records.get(artist)?.peer ?? null
    const former = this.#brought.get(artist)
    const first = former?.number === number ? former.first : 0
    const brought: Brought = { number, first, blocks: first, bytes: former?.bytes ?? 0 }
    this.#brought.set(artist, brought)
    const found = () => brought.blocks - first
    let misses = 0
    for (let start = first; start < blocks.length; start += blocksPerRequest) {
      if (misses >= maxMisses) break
      const some = blocks.slice(start, start + blocksPerRequest).map(parseLinked)
      const lacking = await this.#lacking(some)
      const sizes = new Map(lacking.map(({ cid, size }) => [cid.toString(), size]))
      brought.blocks += some.length - lacking.length
      const puts: Promise<void>[] = []
      try {
        for await (const { cid, bytes } of reader.fetch(
          lacking.map(({ cid }) => cid),
          peer,
          pause,
        )) {
          if (bytes === null) misses += 1
          else if (bytes.byteLength > (sizes.get(cid.toString()) ?? 0)) {
            pinBlocks.markRefused(artist, catalogue)
            await this.#forget(lacking)
            return { count: found(), isWhole: false }
          } else {
            const put = this.#put(cid, bytes, brought)
            // One that fails while others are fetched is met at the end.
            put.catch(() => undefined)
            puts.push(put)
            await this.#questions.onSizeLessThan(parallelQuestions)
          }
        }
      } catch (error) {
        if (!pause.aborted) throw error
      } finally {
        await Promise.all(puts)
      }
      if (pause.aborted) return { count: found(), isWhole: false }
      if (misses === 0) brought.first = start + some.length
    }
    return { count: found(), isWhole: misses === 0 }
  }

  async #lacking(blocks: readonly WantedBlock[]): Promise<WantedBlock[]> {
    const { kubo } = this.#parts
    const there = await this.#questions.addAll(
      blocks.map(
        ({ cid }) =>
          () =>
            kubo.has(cid),
      ),
    )
    return blocks.filter((_, index) => there[index] !== true)
  }

  async #put(cid: CID, bytes: Uint8Array, brought: Brought): Promise<void> {
    await this.#questions.add(() => this.#parts.kubo.put(cid, bytes))
    this.#loose += bytes.byteLength
    brought.bytes += bytes.byteLength
    brought.blocks += 1
    // Catalogues and manifests stay: the hub's index reads them, and forgets them by itself.
    if (isRaw(cid)) await this.#parts.blocks.delete(cid)
  }

  /** What came with a catalogue that is refused goes from the hub's own disk. */
  async #forget(blocks: readonly WantedBlock[]): Promise<void> {
    for (const { cid } of blocks) if (isRaw(cid)) await this.#parts.blocks.delete(cid)
  }

  #markKept(artist: Address, root: WantedBlock): void {
    this.#parts.pinBlocks.markKept(artist, [root])
    this.#loose -= this.#brought.get(artist)?.bytes ?? 0
    this.#brought.delete(artist)
  }

  /** Catalogues that are not whole lose what they have: it is fetched again. */
  async #collectGarbage(stop: AbortSignal): Promise<void> {
    const { kubo, now, looseBytes = defaultLooseBytes } = this.#parts
    const isDue = this.#isUnpinned && now() - this.#collectedAt >= collectionPauseMs
    if (this.#loose < looseBytes && !isDue) return
    this.#collectedAt = now()
    this.#isUnpinned = false
    this.#loose = 0
    this.#brought.clear()
    await kubo.collectGarbage(stop)
  }
}

function rootOf(catalogue: CID, blocks: readonly LinkedBlock[]): LinkedBlock {
  const size = blocks.reduce((sum, block) => sum + block.size, 0)
  return { cid: catalogue.toString() as LinkedBlock['cid'], size }
}
