import type { CID } from 'multiformats/cid'
import type { Blocks } from '../../ipfs/peer.ts'
import type { Address, CidText } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import { type CatalogueReader, maxMisses } from './catalogueReader.ts'
import type { PinBlocks, PinProgress, WantedBlock } from './pinBlocks.ts'
import type { PinEngine, RoundSignals } from './pinEngine.ts'
import type { Pin, PinRecords } from './pinRecords.ts'

/** Blocks per request; what was received is recorded after each request. */
const blocksPerRequest = 64

export interface EmbeddedPinsParts {
  readonly records: PinRecords
  readonly pinBlocks: PinBlocks
  readonly blocks: Pick<Blocks, 'has' | 'delete'>
  readonly reader: CatalogueReader
  readonly now: Clock
}

/** Keeps blocks among the hub's own, with a row for each. What does not fit of a catalogue is left out. */
export class EmbeddedPins implements PinEngine {
  readonly #parts: EmbeddedPinsParts

  constructor(parts: EmbeddedPinsParts) {
    this.#parts = parts
  }

  async verify(stop: AbortSignal): Promise<void> {
    const { pinBlocks, blocks, now } = this.#parts
    await pinBlocks.verifyKept(async (cid) => stop.aborted || (await blocks.has(cid)), now())
  }

  async pin(due: Pin, { pause }: RoundSignals): Promise<number> {
    await this.#listBlocks(due, pause)
    return this.#fetchMissing(due, pause)
  }

  async deleteGarbage(): Promise<void> {
    const { pinBlocks, blocks } = this.#parts
    for (const cid of pinBlocks.garbage()) {
      await blocks.delete(cid)
      pinBlocks.removeFromGarbage(cid)
    }
  }

  progress(artist: Address, number: number): PinProgress {
    return this.#parts.pinBlocks.progress(artist, number)
  }

  giveUp(artist: Address): void {
    this.#parts.pinBlocks.giveUp(artist)
  }

  totalBytes(): number {
    return this.#parts.pinBlocks.totalBytes()
  }

  has(cid: CidText): boolean {
    return this.#parts.pinBlocks.has(cid)
  }

  async check(): Promise<null> {
    return null
  }

  async #listBlocks(due: Pin, stop: AbortSignal): Promise<void> {
    if (due.listed) return
    const { pinBlocks, reader } = this.#parts
    const { artist, number } = due
    const listed = await reader.list(due, pinBlocks.blocksFor(artist), stop)
    if (listed !== null && !stop.aborted) await pinBlocks.setWanted(artist, number, listed.blocks, listed)
  }

  /** @returns how many came */
  async #fetchMissing({ artist }: Pin, stop: AbortSignal): Promise<number> {
    const { records, pinBlocks, reader } = this.#parts
    const peer = records.get(artist)?.peer ?? null
    let count = 0
    for (let misses = 0; misses < maxMisses && !stop.aborted;) {
      const wanted = pinBlocks.reserve(artist, blocksPerRequest)
      if (wanted.length === 0) break
      const sizes = new Map(wanted.map(({ cid, size }) => [cid.toString(), size]))
      const cids = wanted.map(({ cid }) => cid)
      const received: WantedBlock[] = []
      const absent: CID[] = []
      try {
        for await (const { cid, bytes } of reader.fetch(cids, peer, stop)) {
          if (bytes === null) absent.push(cid)
          else if (bytes.byteLength <= (sizes.get(cid.toString()) ?? 0))
            received.push({ cid, size: bytes.byteLength })
          else pinBlocks.markRefused(artist, cid)
        }
      } catch (error) {
        // What has come counts, so that giving way is no failure of the artist's.
        if (!stop.aborted) throw error
      } finally {
        pinBlocks.markKept(artist, received)
        pinBlocks.release(artist)
        count += received.length
      }
      pinBlocks.recordMisses(artist, absent)
      misses += absent.length
    }
    return count
  }
}
