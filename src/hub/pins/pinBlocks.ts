import { setImmediate as nextTick } from 'node:timers/promises'
import { CID } from 'multiformats/cid'
import type { Address, CidText } from '../../shared/ids.ts'
import type { LinkedBlock } from '../../node/catalogue/trackReading.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'
import { defaultPinLimits, type PinLimits, PinRoom } from './pinRoom.ts'

/** Rows written at once: more would hold up what else there is to do. */
const writtenAtOnce = 1000

export interface WantedBlock {
  readonly cid: CID
  readonly size: number
}

/** What is wanted of an artist's catalogue: a block, or all that a recursive pin of it holds. */
export interface WantedPin extends LinkedBlock {
  /** How many blocks that are; default 1. */
  readonly blocks?: number
}

export interface PinProgress {
  readonly blocks: number
  readonly missing: number
  readonly refused: number
}

interface BlockRow {
  readonly cid: CidText
  readonly size: number
}

/** A block as it is asked for. */
export function parseLinked({ cid, size }: LinkedBlock): WantedBlock {
  return { cid: CID.parse(cid), size }
}

/** Which blocks are pinned for whom. A block of an older catalogue stays while there is room: somebody bought it. */
export class PinBlocks {
  readonly #store: HubStore
  readonly #limits: PinLimits
  readonly #room: PinRoom

  constructor(store: HubStore, limits: PinLimits = defaultPinLimits) {
    this.#store = store
    this.#limits = limits
    this.#room = new PinRoom(store, limits)
  }

  /**
   * Sets what head `number` of the artist wants, most important first; what goes beyond the artist's room is refused.
   * Blocks of older heads that have no room any more become garbage. What is there counts as it is, whatever a newer
   * manifest says of its size.
   *
   * @param options.isComplete false when some manifest could not be read: it is to be listed again
   * @param options.unlisted how many more it wants, which count as refused
   */
  async setWanted(
    artist: Address,
    number: number,
    wanted: readonly WantedPin[],
    { isComplete, unlisted = 0 }: { readonly isComplete: boolean; readonly unlisted?: number },
  ): Promise<void> {
    const room = this.#limits.artistBytes
    const most = this.blocksFor(artist)
    const upsert = this.#store.prepare(
      `INSERT INTO pin_blocks (artist, cid, size, number, state, position, blocks)
       VALUES (@artist, @cid, @size, @number, @state, @position, @blocks)
       ON CONFLICT DO UPDATE SET number = @number, position = @position, blocks = @blocks, tries = 0,
         size = CASE WHEN state = 'kept' THEN size ELSE @size END,
         state = CASE WHEN @state = 'missing' AND state = 'kept' THEN 'kept' ELSE @state END`,
    )
    const discard = this.#store.prepare(
      `INSERT OR IGNORE INTO pin_garbage (cid)
       SELECT cid FROM pin_blocks WHERE artist = ? AND cid = ? AND state = 'kept'`,
    )
    const sizeThere = this.#store
      .prepare<[string, string], number>(
        "SELECT size FROM pin_blocks WHERE artist = ? AND cid = ? AND state = 'kept'",
      )
      .pluck()
    let used = 0
    await this.#writeEach(wanted, ({ cid, size: stated, blocks = 1 }, position) => {
      const size = sizeThere.get(artist, cid) ?? stated
      const fits = used + size <= room && position < most
      if (fits) used += size
      else discard.run(artist, cid)
      upsert.run({ artist, cid, size, number, state: fits ? 'missing' : 'refused', position, blocks })
    })
    await this.#dropOlder(artist, number, room - used)
    const listed = 'UPDATE pins SET listed = ?, unlisted = ? WHERE artist = ? AND number = ?'
    this.#store.prepare(listed).run(isComplete ? 1 : 0, unlisted, artist, number)
  }

  /** See {@link PinRoom.blocksFor}. */
  blocksFor(artist: Address): number {
    return this.#room.blocksFor(artist)
  }

  /** Missing blocks, those first that were tried least. */
  missing(artist: Address, limit: number): WantedBlock[] {
    return this.#store
      .prepare<[string, number], BlockRow>(
        "SELECT cid, size FROM pin_blocks WHERE artist = ? AND state = 'missing' ORDER BY tries, position LIMIT ?",
      )
      .all(artist, limit)
      .map(parseLinked)
  }

  /** @param blocks with the size they have */
  markKept(artist: Address, blocks: readonly WantedBlock[]): void {
    const keep = this.#store.prepare(
      "UPDATE pin_blocks SET state = 'kept', tries = 0, size = ? WHERE artist = ? AND cid = ?",
    )
    this.#store.transaction(() => {
      for (const { cid, size } of blocks) keep.run(size, artist, cid.toString())
    })()
  }

  recordMisses(artist: Address, cids: readonly CID[]): void {
    this.#update('tries = tries + 1', artist, cids)
  }

  /** Never requested again: the block is larger than its manifest says. */
  markRefused(artist: Address, cid: CID): void {
    this.#update("state = 'refused'", artist, [cid])
    this.#store.prepare('INSERT OR IGNORE INTO pin_garbage (cid) VALUES (?)').run(cid.toString())
  }

  /** What is kept but turns out not to be there is missing again, and due. */
  async verifyKept(has: (cid: CID) => Promise<boolean>, now: number): Promise<void> {
    const rows = this.#store
      .prepare<[], { artist: Address; cid: CidText }>(
        "SELECT artist, cid FROM pin_blocks WHERE state = 'kept'",
      )
      .all()
    for (const { artist, cid } of rows) {
      if (await has(CID.parse(cid))) continue
      this.#update("state = 'missing'", artist, [CID.parse(cid)])
      this.#store.prepare('UPDATE pins SET due = coalesce(due, ?) WHERE artist = ?').run(now, artist)
    }
  }

  progress(artist: Address, number: number): PinProgress {
    const { blocks, missing, refused } = this.#store
      .prepare<[string, number], PinProgress>(
        `SELECT coalesce(sum(blocks), 0) AS blocks, coalesce(sum(iif(state = 'missing', blocks, 0)), 0) AS missing,
           coalesce(sum(iif(state = 'refused', blocks, 0)), 0) AS refused FROM pin_blocks WHERE artist = ? AND number = ?`,
      )
      .get(artist, number) as PinProgress
    const unlisted = numberIn(
      this.#store,
      'SELECT coalesce((SELECT unlisted FROM pins WHERE artist = ? AND number = ?), 0)',
      artist,
      number,
    )
    return { blocks: blocks + unlisted, missing, refused: refused + unlisted }
  }

  /** Whether somebody's pins link this block. */
  has(cid: CidText): boolean {
    return this.#store.prepare('SELECT 1 FROM pin_blocks WHERE cid = ? LIMIT 1').get(cid) !== undefined
  }

  /** Blocks to delete: nobody's pins link them. */
  garbage(): CID[] {
    return this.#store
      .prepare<[], CidText>(
        `SELECT cid FROM pin_garbage g WHERE NOT EXISTS
           (SELECT 1 FROM pin_blocks b WHERE b.cid = g.cid AND b.state <> 'refused')`,
      )
      .pluck()
      .all()
      .map((cid) => CID.parse(cid as CidText))
  }

  removeFromGarbage(cid: CID): void {
    this.#store.prepare('DELETE FROM pin_garbage WHERE cid = ?').run(cid.toString())
  }

  /** Bytes that are there, all artists. */
  totalBytes(): number {
    return this.#room.totalBytes()
  }

  /**
   * The missing blocks that are to be fetched next, for which there is room from now on until {@link release}; where there is
   * none, they are refused until the artist is back.
   */
  reserve(artist: Address, limit: number): WantedBlock[] {
    const wanted = this.missing(artist, limit)
    const bytes = wanted.reduce((sum, { size }) => sum + size, 0)
    if (this.#room.reserve(artist, bytes)) return wanted
    for (const { cid } of wanted) this.#update("state = 'refused'", artist, [cid])
    return []
  }

  /** See {@link PinRoom.release}. */
  release(artist: Address): void {
    this.#room.release(artist)
  }

  /** Nothing came of it: what is listed for this artist goes, but for what is there. */
  giveUp(artist: Address): void {
    this.#store.prepare("DELETE FROM pin_blocks WHERE artist = ? AND state <> 'kept'").run(artist)
    this.#store.prepare('UPDATE pins SET unlisted = 0 WHERE artist = ?').run(artist)
  }

  async #dropOlder(artist: Address, number: number, room: number): Promise<void> {
    const older = this.#store
      .prepare<[string, number], BlockRow & { state: string }>(
        'SELECT cid, size, state FROM pin_blocks WHERE artist = ? AND number < ? ORDER BY number DESC, position',
      )
      .all(artist, number)
    const drop = this.#store.prepare('DELETE FROM pin_blocks WHERE artist = ? AND cid = ?')
    const discard = this.#store.prepare('INSERT OR IGNORE INTO pin_garbage (cid) VALUES (?)')
    let left = room
    await this.#writeEach(older, ({ cid, size, state }) => {
      if (state === 'kept' && size <= left) {
        left -= size
        return
      }
      drop.run(artist, cid)
      discard.run(cid)
    })
  }

  /** Some in one transaction, and a turn of the event loop between two of them. What is done twice is done once. */
  async #writeEach<T>(rows: readonly T[], write: (row: T, index: number) => void): Promise<void> {
    for (let start = 0; start < rows.length; start += writtenAtOnce) {
      this.#store.transaction(() => {
        for (const [index, row] of rows.slice(start, start + writtenAtOnce).entries())
          write(row, start + index)
      })()
      await nextTick()
    }
  }

  #update(change: string, artist: Address, cids: readonly CID[]): void {
    const statement = this.#store.prepare(`UPDATE pin_blocks SET ${change} WHERE artist = ? AND cid = ?`)
    this.#store.transaction(() => {
      for (const cid of cids) statement.run(artist, cid.toString())
    })()
  }
}
