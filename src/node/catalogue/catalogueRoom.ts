import { setImmediate as nextTick } from 'node:timers/promises'
import type { Address, CidText } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'
import type { CatalogueLimits } from './catalogueLimits.ts'
import type { WorkRecords } from './workRecords.ts'

/** After an eviction there is room for some more, so that the next head does not evict again. */
const roomAfterEviction = 0.9
const deletedAtOnce = 200
/** Pages of the file without anything in them, bytes: an older Busker kept everybody's catalogue. */
const looseBytes = 64 * 2 ** 20

/** What one bought, also as it was edited last, or has the key of: it stays, whatever its artist does. */
const isKept = `(manifests.cid IN (SELECT manifest FROM purchases) OR EXISTS (
  SELECT 1 FROM content_keys WHERE content_keys.work = manifests.work AND content_keys.edition = manifests.edition)
  OR manifests.cid IN (SELECT manifest FROM works) AND EXISTS (SELECT 1 FROM purchases
    WHERE purchases.label = manifests.kind || '/' || manifests.work || '/' || manifests.edition))`

/** Artists of whom something stays: one's own, those one bought from, follows or has something reserved of, and those of whom one marked a work. */
const protectedArtists = `SELECT artist FROM heads WHERE source IS NULL
  UNION SELECT artist FROM followed_artists
  UNION SELECT artist FROM reservations WHERE state NOT IN ('bought', 'ended')
  UNION SELECT artist FROM works JOIN favourites ON favourites.work = works.work AND favourites.kind = works.kind
  UNION SELECT seller FROM purchases
  UNION SELECT artist FROM manifests JOIN content_keys USING (work, edition)`

/** Keeps what is known of other people's catalogues within its room: what is dead goes, then what chance hits. */
export class CatalogueRoom {
  readonly #store: Store
  readonly #works: WorkRecords
  readonly #limits: CatalogueLimits
  readonly #now: () => number

  constructor(store: Store, works: WorkRecords, limits: CatalogueLimits, now: () => number) {
    this.#store = store
    this.#works = works
    this.#limits = limits
    this.#now = now
  }

  /**
   * Deletes the manifests of an artist that no offer and no purchase needs, as those of the catalogue before. One's own stay:
   * buyers of an older edition come back.
   *
   * @returns what was deleted
   */
  async prune(artist: Address): Promise<CidText[]> {
    if (this.#isOwn(artist)) return []
    const dead = new Set(
      this.#store
        .prepare<[string], CidText>(
          `SELECT cid FROM manifests WHERE artist = ? AND NOT ${isKept}
             AND cid NOT IN (SELECT manifest FROM works WHERE listed = 1)`,
        )
        .pluck()
        .all(artist) as CidText[],
    )
    if (dead.size === 0) return []
    for (const release of this.#releasesThatStay(artist)) {
      for (const track of this.#works.tracksOf(release)) dead.delete(track)
      await nextTick()
    }
    return this.#delete([...dead])
  }

  /**
   * Makes room by forgetting whole catalogues of artists one has nothing of, until what is left fits. Where strangers fill the room,
   * chance chooses, by size: who has most is hit most, and nobody can aim at another. Where one fills it by looking around, who was
   * seen longest ago goes, and what one has of others does not count.
   *
   * @param busy artists whose catalogue is being read right now; they are left alone
   * @returns artists forgotten, and their blocks
   */
  async evict(busy: ReadonlySet<Address>): Promise<{ artists: Address[]; blocks: CidText[] }> {
    if (this.#limits.forgets === 'unseen') return this.#evictUnseen(busy)
    const artists: Address[] = []
    const blocks: CidText[] = []
    const kept = this.#total()
    if (!this.#isFull(kept, 1)) return { artists, blocks }
    const candidates = this.#store
      .prepare<[], { artist: Address; bytes: number }>(
        `SELECT artist, bytes FROM catalogue_sizes WHERE artist NOT IN (${protectedArtists})`,
      )
      .all()
      .filter(({ artist }) => !busy.has(artist))
    let weight = candidates.reduce((sum, { bytes }) => sum + bytes, 0)
    while (candidates.length > 0 && this.#isFull(kept, roomAfterEviction)) {
      const [chosen] = candidates.splice(indexBySize(candidates, Math.random() * weight), 1)
      if (chosen === undefined) break
      weight -= chosen.bytes
      kept.bytes -= chosen.bytes
      kept.artists -= 1
      artists.push(chosen.artist)
      blocks.push(...(await this.#forget(chosen.artist)))
    }
    return { artists, blocks }
  }

  async #evictUnseen(busy: ReadonlySet<Address>): Promise<{ artists: Address[]; blocks: CidText[] }> {
    const artists: Address[] = []
    const blocks: CidText[] = []
    const candidates = this.#store
      .prepare<[], { artist: Address; bytes: number; seen: number }>(
        `SELECT artist, bytes, coalesce(seen_at, 0) AS seen FROM catalogue_sizes LEFT JOIN seen_artists USING (artist)
         WHERE artist NOT IN (${protectedArtists}) ORDER BY seen`,
      )
      .all()
    const kept = {
      bytes: candidates.reduce((sum, { bytes }) => sum + bytes, 0),
      artists: candidates.length,
    }
    const oldest = this.#now() - this.#limits.unseenMs
    const room = this.#isFull(kept, 1) ? roomAfterEviction : 1
    for (const { artist, bytes, seen } of candidates) {
      if (busy.has(artist)) continue
      if (!this.#isFull(kept, room) && seen >= oldest) break
      kept.bytes -= bytes
      kept.artists -= 1
      artists.push(artist)
      blocks.push(...(await this.#forget(artist)))
    }
    this.#compact()
    return { artists, blocks }
  }

  /** Gives the disk back what the file does not need any more. */
  #compact(): void {
    const loose = this.#store.pragma('freelist_count', { simple: true }) as number
    const pageBytes = this.#store.pragma('page_size', { simple: true }) as number
    if (loose * pageBytes < looseBytes) return
    this.#store.exec('VACUUM')
    this.#store.pragma('wal_checkpoint(TRUNCATE)')
  }

  /** How many artists manifests are kept of, and the bytes of all of them. */
  #total(): { bytes: number; artists: number } {
    const sql = 'SELECT coalesce(sum(bytes), 0) AS bytes, count(*) AS artists FROM catalogue_sizes'
    return this.#store.prepare(sql).get() as { bytes: number; artists: number }
  }

  #isFull(kept: { readonly bytes: number; readonly artists: number }, share: number): boolean {
    const { totalBytes, artists } = this.#limits
    return kept.bytes > totalBytes * share || kept.artists > artists * share
  }

  #isOwn(artist: Address): boolean {
    const own = this.#store.prepare('SELECT 1 FROM heads WHERE artist = ? AND source IS NULL LIMIT 1')
    return own.get(artist) !== undefined
  }

  #releasesThatStay(artist: Address): CidText[] {
    return this.#store
      .prepare<[string], CidText>(
        `SELECT cid FROM manifests WHERE artist = ? AND kind = 'release'
           AND (${isKept} OR cid IN (SELECT manifest FROM works WHERE listed = 1))`,
      )
      .pluck()
      .all(artist) as CidText[]
  }

  /** Of heads only the current one's catalogue was read, and is known to be the artist's. */
  async #forget(artist: Address): Promise<CidText[]> {
    const catalogues = this.#store
      .prepare<[string], CidText>("SELECT catalogue FROM heads WHERE artist = ? AND state = 'current'")
      .pluck()
      .all(artist) as CidText[]
    this.#store.transaction(() => {
      this.#store.prepare('DELETE FROM heads WHERE artist = ?').run(artist)
      this.#store.prepare('DELETE FROM artists WHERE address = ?').run(artist)
      this.#store.prepare('DELETE FROM seen_artists WHERE artist = ?').run(artist)
    })()
    const manifests = this.#store.prepare('SELECT cid FROM manifests WHERE artist = ?').pluck()
    return [...catalogues, ...(await this.#delete(manifests.all(artist) as CidText[]))]
  }

  async #delete(cids: CidText[]): Promise<CidText[]> {
    const search = this.#store.prepare(
      'DELETE FROM work_search WHERE rowid IN (SELECT id FROM works WHERE manifest = ?)',
    )
    const work = this.#store.prepare('DELETE FROM works WHERE manifest = ?')
    const manifest = this.#store.prepare('DELETE FROM manifests WHERE cid = ?')
    for (let start = 0; start < cids.length; start += deletedAtOnce) {
      this.#store.transaction(() => {
        for (const cid of cids.slice(start, start + deletedAtOnce)) {
          for (const statement of [search, work, manifest]) statement.run(cid)
        }
      })()
      await nextTick()
    }
    return cids
  }
}

/** @param at how many of all their bytes lie before it */
function indexBySize(sizes: readonly { readonly bytes: number }[], at: number): number {
  let left = at
  const index = sizes.findIndex(({ bytes }) => (left -= bytes) < 0)
  return index === -1 ? sizes.length - 1 : index
}
