import { CID } from 'multiformats/cid'
import type { Head } from '../../protocol/catalogue.ts'
import type { Address, CidText, PeerIdText } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'

/** What is to be pinned for one artist: the catalogue of the newest head. */
export interface Pin {
  readonly artist: Address
  readonly number: number
  readonly catalogue: CID
  /** The artist's peer; null until the catalogue has been read. */
  readonly peer: PeerIdText | null
  /** The catalogue's blocks are known. */
  readonly listed: boolean
  /** Rounds in a row that left something missing. */
  readonly attempts: number
}

type PinRow = Omit<Pin, 'catalogue' | 'listed'> & { catalogue: CidText; listed: 0 | 1 }

const pinColumns = 'artist, number, catalogue, peer, listed, attempts'

/** For each artist what is to be pinned, and when the next round is due. */
export class PinRecords {
  readonly #store: HubStore
  readonly #now: Clock

  constructor(store: HubStore, now: Clock) {
    this.#store = store
    this.#now = now
  }

  get(artist: Address): Pin | undefined {
    return this.#pins('WHERE artist = ?', artist)[0]
  }

  /** @returns false when a head with this number or a higher one is followed already */
  follow({ artist, number, catalogue }: Pick<Head, 'artist' | 'number' | 'catalogue'>): boolean {
    return (
      this.#store
        .prepare(
          `INSERT INTO pins (artist, number, catalogue, due) VALUES (@artist, @number, @catalogue, @now)
           ON CONFLICT DO UPDATE SET number = @number, catalogue = @catalogue, listed = 0, attempts = 0, due = @now
           WHERE number < @number`,
        )
        .run({ artist, number, catalogue: catalogue.toString(), now: this.#now() }).changes > 0
    )
  }

  /** Those whose next round is due, the longest due first. */
  due(): Pin[] {
    return this.#pins('WHERE due <= ? ORDER BY due', this.#now())
  }

  /** When the next round is due, ms; null when nothing is to be done. */
  nextDue(): number | null {
    return this.#store.prepare('SELECT min(due) FROM pins').pluck().get() as number | null
  }

  /** Artists followed, and those of them of whom something is missing. */
  count(): { readonly artists: number; readonly unfinished: number } {
    const sql = 'SELECT count(*) AS artists, count(due) AS unfinished FROM pins'
    return (
      this.#store.prepare<[], { artists: number; unfinished: number }>(sql).get() ?? {
        artists: 0,
        unfinished: 0,
      }
    )
  }

  setPeer(artist: Address, peer: PeerIdText): void {
    this.#store.prepare('UPDATE pins SET peer = ? WHERE artist = ?').run(peer, artist)
  }

  /** Ends a round; unless a newer head has come, the next one is due at `next`, or never. @param attempts in vain so far */
  finishRound({ artist, number }: Pin, next: number | null, attempts = 0): void {
    this.#store
      .prepare('UPDATE pins SET due = ?, attempts = ? WHERE artist = ? AND number = ?')
      .run(next, attempts, artist, number)
  }

  /** Nothing is tried any more until the artist is online, or has a newer head. */
  giveUp({ artist, number }: Pin): void {
    this.#store
      .prepare('UPDATE pins SET due = NULL, attempts = 0, listed = 0 WHERE artist = ? AND number = ?')
      .run(artist, number)
  }

  /**
   * The artist is online: missing blocks are due now, and blocks refused for want of space are listed again.
   *
   * @returns the artists whose next round that made due
   */
  makeDue(peer: PeerIdText): Address[] {
    return this.#store
      .prepare<{ peer: PeerIdText; now: number }, Address>(
        `UPDATE pins SET due = @now, attempts = 0,
           listed = listed AND NOT EXISTS (SELECT 1 FROM pin_blocks b WHERE b.artist = pins.artist AND state = 'refused')
         WHERE peer = @peer AND (due IS NOT NULL OR listed = 0 OR EXISTS
           (SELECT 1 FROM pin_blocks b WHERE b.artist = pins.artist AND state = 'refused'))
         RETURNING artist`,
      )
      .pluck()
      .all({ peer, now: this.#now() }) as Address[]
  }

  #pins(where: string, ...parameters: (string | number)[]): Pin[] {
    return this.#store
      .prepare<(string | number)[], PinRow>(`SELECT ${pinColumns} FROM pins ${where}`)
      .all(...parameters)
      .map((row) => ({ ...row, catalogue: CID.parse(row.catalogue), listed: row.listed === 1 }))
  }
}
