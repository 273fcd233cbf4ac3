import { setImmediate as nextTick } from 'node:timers/promises'
import { inTurn } from '../../ipfs/blocks/inTurn.ts'
import { decode, decodeKept, encode } from '../../protocol/codec.ts'
import type { Catalogue } from '../../protocol/catalogue.ts'
import { identityMaxBytes, signedIdentity } from '../../protocol/identity.ts'
import { type ReleaseManifest, signedReleaseManifest, signedTrackManifest } from '../../protocol/manifest.ts'
import type { Address, CidText, PeerIdText, WorkId, WorkKind } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { tagsBeside } from '../../shared/workTags.ts'
import { cleanLine, cleanParagraph } from '../../shared/text.ts'
import type { Store } from '../store/openStore.ts'
import { readProfile, writeProfile } from './artistProfile.ts'
import { hiddenWorks } from './hiddenArtists.ts'
import { writeComingWorks } from './comingWorks.ts'
import { type ManifestDescription, describeManifest } from './manifestDescription.ts'
import { manifestReader } from './manifestReader.ts'
import type { ArtistSummary, Manifest, ManifestOutline, Pagination, WorkSummary } from './work.ts'
import {
  isFromFuture,
  type ListedRow,
  listedColumns,
  toWorkRow,
  toWorkSummary,
  type WorkRow,
} from './workRow.ts'

interface ManifestRow {
  readonly kind: WorkKind
  readonly bytes: Uint8Array
}

type IndexedRow = Pick<
  ListedRow,
  'title' | 'artist_name' | 'release_title' | 'genre' | 'tags' | 'created_at'
> & {
  readonly id: number
}

interface ListedWork {
  readonly row: WorkRow
  /** Its manifest says that it will be made. */
  readonly isDatedAhead: boolean
}

/** Rows written at once: more would hold up what else there is to do. */
const listedAtOnce = 50
/** What nothing is left of that can be read. */
const unnamed = '?'

interface ArtistRow {
  readonly address: Address
  readonly name: string
  readonly about: string | null
  readonly peer: PeerIdText
  readonly identity: Uint8Array
  readonly proofs: number
}

/** Artists, manifests and works, in SQLite. */
export class WorkRecords {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** A manifest that was verified when it came; undefined when it never did. */
  manifest(cid: CidText): Manifest | undefined {
    const row = this.#manifestRow(cid)
    if (row === undefined) return undefined
    const { kind, bytes } = row
    if (kind === 'track') return { kind, cid, bytes, body: decodeKept(signedTrackManifest, bytes).body }
    return { kind, cid, bytes, body: decodeKept(signedReleaseManifest, bytes).body }
  }

  /** The signed bytes of a manifest that was verified when it came. */
  manifestBytes(cid: CidText): Uint8Array | undefined {
    return this.#manifestRow(cid)?.bytes
  }

  /** What a known manifest is of, without reading it. */
  describe(cid: CidText): ManifestDescription | undefined {
    return this.#store
      .prepare<[string], ManifestDescription>(
        'SELECT kind, work AS id, edition, artist, commitment FROM manifests WHERE cid = ?',
      )
      .get(cid)
  }

  work(kind: WorkKind, id: WorkId): WorkSummary | undefined {
    return this.#summaries('work = ? AND kind = ?', id, kind)[0]
  }

  /** The newest manifest of one edition, listed or not. */
  manifestOf(kind: WorkKind, id: WorkId, edition: number): CidText | undefined {
    const manifest = this.#store.prepare(
      'SELECT cid FROM manifests WHERE work = ? AND kind = ? AND edition = ? ORDER BY rowid DESC LIMIT 1',
    )
    return manifest.pluck().get(id, kind, edition) as CidText | undefined
  }

  worksOf(artist: Address): WorkSummary[] {
    return this.#summaries('artist = ? AND listed = 1 ORDER BY created_at DESC, id', artist)
  }

  newest({ limit, offset }: Pagination): WorkSummary[] {
    const where = `listed = 1 AND id NOT IN ${hiddenWorks} ORDER BY created_at DESC LIMIT ? OFFSET ?`
    return this.#summaries(where, limit, offset)
  }

  /** Whose this work is, where it is known. */
  ownerOf(kind: WorkKind, id: WorkId): Address | undefined {
    const owner = this.#store.prepare('SELECT artist FROM manifests WHERE work = ? AND kind = ? LIMIT 1')
    return owner.pluck().get(id, kind) as Address | undefined
  }

  /** The highest number of an edition that was ever known; 0: none was. */
  lastEdition(kind: WorkKind, id: WorkId): number {
    const last = this.#store.prepare('SELECT max(edition) FROM manifests WHERE work = ? AND kind = ?')
    return (last.pluck().get(id, kind) as number | null) ?? 0
  }

  /** The commitment of this edition, where it is known. */
  commitmentOf(kind: WorkKind, id: WorkId, edition: number): string | undefined {
    const commitment = this.#store.prepare(
      'SELECT commitment FROM manifests WHERE work = ? AND kind = ? AND edition = ? LIMIT 1',
    )
    return commitment.pluck().get(id, kind, edition) as string | undefined
  }

  artist(address: Address): ArtistSummary | undefined {
    const row = this.#store
      .prepare<[string], ArtistRow>(
        `SELECT address, name, about, peer, identity,
           (SELECT count(*) FROM equivocations WHERE artist = address) AS proofs FROM artists WHERE address = ?`,
      )
      .get(address)
    if (row === undefined) return undefined
    const { proofs, identity, ...artist } = row
    return {
      ...artist,
      ...readProfile(this.#store, address),
      identity: decode(signedIdentity, identity, identityMaxBytes),
      equivocated: proofs > 0,
    }
  }

  /** Peers of artists, in random order. */
  artistPeers(limit: number): PeerIdText[] {
    const peers = this.#store.prepare('SELECT DISTINCT peer FROM artists ORDER BY random() LIMIT ?')
    return peers.pluck().all(limit) as PeerIdText[]
  }

  /**
   * Makes the works of `catalogue` what is shown of its artist, some at a time, so that nothing else waits for long. All their
   * manifests are kept. Doing it again does nothing.
   *
   * @param mayGoOn asked in each transaction; false ends it
   * @returns false when it ended early
   */
  async list(catalogue: Catalogue, mayGoOn: () => boolean, now: number): Promise<boolean> {
    const before = this.#listedManifests(catalogue.artist.body.account)
    const changed = catalogue.works.filter(
      ({ kind, id, manifest }) => before.get(`${kind}/${id}`) !== manifest.toString(),
    )
    for (const { kind, id } of catalogue.works) before.delete(`${kind}/${id}`)
    for (let start = 0; start < changed.length; start += listedAtOnce) {
      const works: ListedWork[] = []
      for (const { manifest } of changed.slice(start, start + listedAtOnce)) {
        const outline = await this.outline(manifest.toString() as CidText)
        works.push({ row: toWorkRow(outline, now), isDatedAhead: isFromFuture(outline.body.createdAt, now) })
      }
      const write = () => works.forEach((work) => this.#upsertListed(work))
      if (!(await this.#writeWhile(mayGoOn, write))) return false
    }
    const gone = [...before.keys()]
    for (let start = 0; start < gone.length; start += listedAtOnce) {
      const write = () => gone.slice(start, start + listedAtOnce).forEach((name) => this.#unlist(name))
      if (!(await this.#writeWhile(mayGoOn, write))) return false
    }
    return mayGoOn()
  }

  /** Keeps a verified manifest and shows its work, of an artist whose catalogue was not read. */
  show(manifest: ManifestOutline, now: number): void {
    const isDatedAhead = isFromFuture(manifest.body.createdAt, now)
    this.#store.transaction(() => {
      this.keep(manifest)
      this.#upsertListed({ row: toWorkRow(manifest, now), isDatedAhead })
    })()
  }

  /** Makes `catalogue` what is known of its artist. Part of the transaction that accepts its head. */
  introduce(catalogue: Catalogue): void {
    const { name, about, artist } = catalogue
    this.#store
      .prepare(
        `INSERT OR REPLACE INTO artists (address, name, about, peer, identity, name_key)
         VALUES (?, ?, ?, ?, ?, ?)`,
      )
      .run(
        artist.body.account,
        name,
        about ?? null,
        artist.body.peer,
        encode(signedIdentity, artist),
        nameKey(name),
      )
    writeProfile(this.#store, catalogue)
    writeComingWorks(this.#store, catalogue)
  }

  /** Whether the newest catalogue that was read offers this very manifest: then its tracks were read too. */
  isListed(cid: CidText): boolean {
    return this.#store.prepare('SELECT 1 FROM works WHERE manifest = ? AND listed = 1').get(cid) !== undefined
  }

  /** Bytes of a manifest that is known. */
  sizeOf(cid: CidText): number {
    const size = this.#store.prepare('SELECT length(bytes) FROM manifests WHERE cid = ?')
    return (size.pluck().get(cid) as number | undefined) ?? 0
  }

  /** The manifests of a release's tracks; none for a track. */
  tracksOf(cid: CidText): CidText[] {
    const manifest = this.manifest(cid)
    return manifest?.kind === 'release'
      ? manifest.body.tracks.map((track) => track.manifest.toString() as CidText)
      : []
  }

  /** The artist's releases that a track is on in any edition, each in its newest known edition, on sale or not. */
  releasesWith(artist: Address, track: WorkId): ReleaseManifest[] {
    // Ids stand in the bytes as they are: so no release is read that the track is not on.
    const rows = this.#store
      .prepare<[string, string], { readonly work: WorkId; readonly cid: CidText }>(
        `SELECT work, cid FROM manifests WHERE artist = ? AND kind = 'release' AND instr(bytes, CAST(? AS BLOB)) > 0
         ORDER BY edition, rowid`,
      )
      .all(artist, track)
    const newest = new Map(rows.map(({ work, cid }) => [work, cid]))
    return [...newest.values()].flatMap((cid) => {
      const manifest = this.manifest(cid)
      const isOn = manifest?.kind === 'release' && manifest.body.tracks.some(({ id }) => id === track)
      return isOn ? [manifest.body] : []
    })
  }

  /** How many other artists go by a name that looks like this one. */
  countNamesakes(key: string, artist: Address): number {
    const others = this.#store.prepare(
      `SELECT count(*) FROM (
         SELECT address FROM artists WHERE name_key = @key AND address <> @artist
         UNION SELECT artist FROM works WHERE name_key = @key AND artist <> @artist LIMIT 9)`,
    )
    return others.pluck().get({ key, artist }) as number
  }

  /** Cleans the names that an older version took as they came; some at a time. */
  async cleanOlder(): Promise<void> {
    for (const clean of [() => this.#cleanArtists(), () => this.#cleanWorks()]) {
      while (this.#store.transaction(clean)() > 0) await nextTick()
    }
  }

  /** Keeps a verified manifest. */
  keep(manifest: ManifestOutline): void {
    const { kind, id, edition, artist, commitment } = describeManifest(manifest)
    this.#store
      .prepare(
        `INSERT OR IGNORE INTO manifests (cid, kind, work, edition, artist, commitment, bytes)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(manifest.cid, kind, id, edition, artist, commitment, manifest.bytes)
  }

  #listedManifests(artist: Address): Map<string, CidText> {
    const rows = this.#store
      .prepare<[string], [string, CidText]>(
        "SELECT kind || '/' || work, manifest FROM works WHERE artist = ? AND listed = 1",
      )
      .raw()
      .all(artist)
    return new Map(rows)
  }

  #unlist(name: string): void {
    const [kind, id] = name.split('/')
    const row = this.#store
      .prepare<[string, string], { id: number }>(
        'UPDATE works SET listed = 0 WHERE work = ? AND kind = ? RETURNING id',
      )
      .get(id ?? '', kind ?? '')
    if (row !== undefined) this.#unindex(row.id)
  }

  /** Of a manifest that is kept. */
  async outline(cid: CidText): Promise<ManifestOutline> {
    const row = this.#manifestRow(cid)
    if (row === undefined) throw new Error(`The manifest ${cid} is listed before it is kept.`)
    const { kind, bytes } = row
    return kind === 'track'
      ? { kind, cid, bytes, body: await manifestReader.keptOutline(bytes) }
      : { kind, cid, bytes, body: decodeKept(signedReleaseManifest, bytes).body }
  }

  #manifestRow(cid: CidText): ManifestRow | undefined {
    const row = this.#store
      .prepare<[string], ManifestRow>('SELECT kind, bytes FROM manifests WHERE cid = ?')
      .get(cid)
    return row && { kind: row.kind, bytes: new Uint8Array(row.bytes) }
  }

  async #writeWhile(mayGoOn: () => boolean, write: () => void): Promise<boolean> {
    const writeNow = this.#store.transaction(() => {
      if (!mayGoOn()) return false
      write()
      return true
    })
    return inTurn(writeNow)
  }

  #upsertListed({ row, isDatedAhead }: ListedWork): void {
    const columns = { ...row, name_key: nameKey(row.artist_name) }
    const names = Object.keys(columns)
    const changes = names.map((name) =>
      name === 'created_at' && isDatedAhead ? 'created_at = created_at' : `${name} = @${name}`,
    )
    const written = this.#store
      .prepare(
        `INSERT INTO works (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})
         ON CONFLICT (work, kind) DO UPDATE SET ${changes.join(', ')} RETURNING id, created_at`,
      )
      .get(columns) as Pick<IndexedRow, 'id' | 'created_at'>
    this.#index({ ...columns, ...written })
  }

  #index(row: IndexedRow): void {
    this.#unindex(row.id)
    const tags = JSON.parse(row.tags) as string[]
    this.#store
      .prepare('INSERT INTO work_search (rowid, title, artist, release, genre) VALUES (?, ?, ?, ?, ?)')
      .run(row.id, row.title, row.artist_name, row.release_title ?? '', [row.genre ?? '', ...tags].join(' '))
    const tagged = this.#store.prepare('INSERT INTO work_tags (tag, created_at, work) VALUES (?, ?, ?)')
    for (const tag of tagsBeside(row.genre, tags)) tagged.run(tag, row.created_at, row.id)
  }

  #unindex(id: number): void {
    this.#store.prepare('DELETE FROM work_search WHERE rowid = ?').run(id)
    this.#store.prepare('DELETE FROM work_tags WHERE work = ?').run(id)
  }

  #cleanArtists(): number {
    const rows = this.#store
      .prepare<[], { address: Address; name: string; about: string | null }>(
        `SELECT address, name, about FROM artists WHERE name_key = '' LIMIT ${listedAtOnce}`,
      )
      .all()
    const update = this.#store.prepare(
      'UPDATE artists SET name = @name, about = @about, name_key = @key WHERE address = @address',
    )
    for (const { address, name, about } of rows) {
      const cleaned = cleanLine(name) || unnamed
      const aboutCleaned = about === null ? null : cleanParagraph(about)
      update.run({ address, name: cleaned, about: aboutCleaned, key: nameKey(cleaned) })
    }
    return rows.length
  }

  #cleanWorks(): number {
    const rows = this.#store
      .prepare<[], IndexedRow & { listed: number }>(
        `SELECT id, listed, title, artist_name, release_title, genre, tags, created_at FROM works WHERE name_key = '' LIMIT ${listedAtOnce}`,
      )
      .all()
    const update = this.#store.prepare(
      `UPDATE works SET title = @title, artist_name = @artist_name, release_title = @release_title, genre = @genre,
         name_key = @key WHERE id = @id`,
    )
    for (const { id, listed, ...row } of rows) {
      const cleaned = {
        title: cleanLine(row.title) || unnamed,
        artist_name: cleanLine(row.artist_name) || unnamed,
        release_title: row.release_title === null ? null : cleanLine(row.release_title),
        genre: row.genre === null ? null : cleanLine(row.genre),
      }
      update.run({ id, ...cleaned, key: nameKey(cleaned.artist_name) })
      if (listed === 1) this.#index({ ...row, id, ...cleaned })
    }
    return rows.length
  }

  #summaries(where: string, ...values: (string | number)[]): WorkSummary[] {
    return this.#store
      .prepare<(string | number)[], ListedRow>(`SELECT ${listedColumns} FROM works WHERE ${where}`)
      .all(...values)
      .map(toWorkSummary)
  }
}
