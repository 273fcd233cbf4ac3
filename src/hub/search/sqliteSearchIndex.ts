import type { SearchQuery } from '../../protocol/search.ts'
import { type Address, type CatalogueSubject, subjectOfWork } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { wordsIn } from '../../shared/searchWords.ts'
import { tagsBeside } from '../../shared/workTags.ts'
import { findByText } from './findByText.ts'
import { openSearchStore, type SearchStore } from './openSearchStore.ts'
import type { ArtistWorks, IndexedWork, IndexHit, SearchIndex, SearchPage } from './searchIndex.ts'
import { Vocabulary } from './vocabulary.ts'

interface TextRow {
  readonly title: string
  readonly artist_name: string
  readonly release_title: string | null
  readonly genre: string | null
  /** A JSON array of texts. */
  readonly tags: string
  readonly created_at: number
}

interface KnownRow extends TextRow {
  readonly id: number
  readonly kind: IndexedWork['kind']
  readonly work: IndexedWork['id']
  readonly edition: number
  readonly manifest: string
  readonly is_hidden: 0 | 1
}

/** Spellings of genres that are looked at. */
const spellingsLookedAt = 2000

const knownColumns =
  'id, kind, work, edition, manifest, title, artist_name, release_title, genre, tags, created_at, is_hidden'

const hitColumns = 'kind, work AS id, edition, artist, manifest'

/** {@link SearchIndex} in SQLite: FTS5 for words and their beginnings, a vocabulary for typos. */
export class SqliteSearchIndex implements SearchIndex {
  readonly #store: SearchStore
  readonly #vocabulary: Vocabulary
  /** Prepared once: a catalogue of a thousand works would prepare thousands. */
  readonly #statements: ReturnType<typeof prepareWrites>

  /** @param file or `:memory:`. @throws BuskerError `DATABASE_*` */
  constructor(file: string) {
    this.#store = openSearchStore(file)
    this.#vocabulary = new Vocabulary(this.#store)
    this.#statements = prepareWrites(this.#store)
  }

  async replace(catalogues: readonly ArtistWorks[], position?: number): Promise<void> {
    this.#store.transaction(() => {
      const counts = new WordCounts()
      for (const { artist, works } of catalogues) this.#replaceOne(artist, works, counts)
      this.#vocabulary.count(counts.words)
      this.#countGenres(counts.genres)
      if (position === undefined) return
      this.#store
        .prepare("INSERT OR REPLACE INTO progress (name, position) VALUES ('catalogues', ?)")
        .run(position)
    })()
  }

  async position(): Promise<number> {
    const position = this.#store.prepare("SELECT position FROM progress WHERE name = 'catalogues'")
    return (position.pluck().get() as number | undefined) ?? 0
  }

  async hide(subjects: ReadonlySet<CatalogueSubject>): Promise<void> {
    this.#store.transaction(() => {
      const { hiddenSubjects, hideSubject, showSubject } = this.#statements
      const before = new Set(hiddenSubjects.all())
      for (const subject of before) if (!subjects.has(subject)) showSubject.run(subject)
      for (const subject of subjects) if (!before.has(subject)) hideSubject.run(subject)
      const counts = new WordCounts()
      for (const row of this.#statements.wronglyShown.all()) this.#setHidden(row, true, counts)
      for (const row of this.#statements.wronglyHidden.all()) this.#setHidden(row, false, counts)
      this.#vocabulary.count(counts.words)
      this.#countGenres(counts.genres)
    })()
  }

  async find(query: SearchQuery, page: SearchPage): Promise<IndexHit[]> {
    switch (query.by) {
      case 'text':
        return findByText(this.#store, this.#vocabulary, query.text, page)
      case 'newest':
        return this.#hits('is_hidden = 0 ORDER BY created_at DESC, id DESC', page)
      case 'genre':
        return this.#ofGenre(query.genre, page)
      case 'artist':
        return this.#hits('artist = ? ORDER BY created_at DESC', page, query.artist)
      case 'name':
        return this.#hits('name_key = ? GROUP BY artist ORDER BY artist', page, nameKey(query.name))
      case 'work':
        return this.#hits('work = ? AND kind = ?', page, query.id, query.kind)
    }
  }

  async genres(limit: number): Promise<{ genre: string; works: number }[]> {
    return this.#store
      .prepare<[number, number], { genre: string; works: number }>(
        `SELECT genre, sum(works) AS works, max(works) AS _ FROM (
           SELECT genre, works FROM genres ORDER BY works DESC LIMIT ?)
         GROUP BY genre COLLATE NOCASE ORDER BY sum(works) DESC, genre LIMIT ?`,
      )
      .all(spellingsLookedAt, limit)
      .map(({ genre, works }) => ({ genre, works }))
  }

  async count(): Promise<number> {
    return this.#store.prepare('SELECT count(*) FROM works').pluck().get() as number
  }

  async close(): Promise<void> {
    this.#store.close()
  }

  #hits(where: string, { limit, offset }: SearchPage, ...values: string[]): IndexHit[] {
    return this.#store
      .prepare<(string | number)[], IndexHit>(
        `SELECT ${hitColumns} FROM works WHERE ${where} LIMIT ? OFFSET ?`,
      )
      .all(...values, limit, offset)
  }

  /** Newest first, of those that are of it and of those that are tagged with it. */
  #ofGenre(genre: string, { limit, offset }: SearchPage): IndexHit[] {
    return this.#store
      .prepare<{ genre: string; limit: number; offset: number; most: number }, IndexHit>(
        `SELECT ${hitColumns} FROM works WHERE works.id IN (
           SELECT id FROM (
             SELECT * FROM (SELECT id, created_at FROM works
               WHERE genre IS NOT NULL AND genre = @genre COLLATE NOCASE AND is_hidden = 0 ORDER BY created_at DESC LIMIT @most)
             UNION ALL
             SELECT * FROM (SELECT work, created_at FROM work_tags WHERE tag = @genre ORDER BY created_at DESC LIMIT @most))
           ORDER BY created_at DESC LIMIT @limit OFFSET @offset)
         ORDER BY created_at DESC`,
      )
      .all({ genre, limit, offset, most: limit + offset })
  }

  #replaceOne(artist: Address, works: readonly IndexedWork[], counts: WordCounts): void {
    const known = this.#statements.worksOf.all(artist)
    const before = new Map(known.map((row) => [`${row.kind}/${row.work}`, row]))
    for (const work of works) {
      const key = `${work.kind}/${work.id}`
      const old = before.get(key)
      before.delete(key)
      if (old?.manifest === work.manifest) continue
      if (old !== undefined) this.#remove(old, counts)
      this.#add(artist, work, counts, old?.id)
    }
    for (const gone of before.values()) this.#remove(gone, counts)
  }

  #remove(row: KnownRow, counts: WordCounts): void {
    this.#statements.removeWork.run(row.id)
    if (row.is_hidden === 0) this.#removeWords(row, counts)
  }

  #setHidden(row: KnownRow, isHidden: boolean, counts: WordCounts): void {
    this.#statements.setHidden.run(isHidden ? 1 : 0, row.id)
    if (isHidden) this.#removeWords(row, counts)
    else this.#addWords(row.id, row, counts)
  }

  #addWords(id: number | bigint, row: TextRow, counts: WordCounts): void {
    const { title, artist_name: name, release_title: release, genre } = row
    const tags = JSON.parse(row.tags) as string[]
    this.#statements.addWords.run(id, title, name, release ?? '', [genre ?? '', ...tags].join(' '))
    for (const tag of tagsBeside(genre, tags)) this.#statements.addTag.run(tag, row.created_at, id)
    counts.add(row, 1)
  }

  #removeWords(row: KnownRow, counts: WordCounts): void {
    this.#statements.removeWords.run(row.id)
    this.#statements.removeTags.run(row.id)
    counts.add(row, -1)
  }

  #add(artist: Address, work: IndexedWork, counts: WordCounts, id?: number): void {
    const row: TextRow = {
      title: work.title,
      artist_name: work.artistName,
      release_title: work.releaseTitle,
      genre: work.genre,
      tags: JSON.stringify(work.tags),
      created_at: work.createdAt,
    }
    const isHidden = this.#statements.isHidden.get(artist, subjectOfWork(work.kind, work.id)) !== undefined
    const added = this.#statements.addWork.run({
      ...row,
      id: id ?? null,
      kind: work.kind,
      work: work.id,
      edition: work.edition,
      artist,
      manifest: work.manifest,
      key: nameKey(work.artistName),
      hidden: isHidden ? 1 : 0,
    })
    // A work's id says whose it is; a catalogue that lists somebody else's was refused before.
    if (added.changes === 0 || isHidden) return
    this.#addWords(added.lastInsertRowid, row, counts)
  }

  #countGenres(changes: ReadonlyMap<string, number>): void {
    const add = this.#store.prepare(
      `INSERT INTO genres (genre, works) VALUES (?, ?) ON CONFLICT (genre) DO UPDATE SET works = works + excluded.works`,
    )
    for (const [genre, change] of changes) if (change !== 0) add.run(genre, change)
    this.#store.prepare('DELETE FROM genres WHERE works <= 0').run()
  }
}

function prepareWrites(store: SearchStore) {
  return {
    worksOf: store.prepare<[string], KnownRow>(`SELECT ${knownColumns} FROM works WHERE artist = ?`),
    hiddenSubjects: store.prepare<[], CatalogueSubject>('SELECT subject FROM hidden').pluck(),
    hideSubject: store.prepare<[string]>('INSERT INTO hidden (subject) VALUES (?)'),
    showSubject: store.prepare<[string]>('DELETE FROM hidden WHERE subject = ?'),
    isHidden: store.prepare<[string, string]>('SELECT 1 FROM hidden WHERE subject IN (?, ?)'),
    setHidden: store.prepare<[0 | 1, number]>('UPDATE works SET is_hidden = ? WHERE id = ?'),
    wronglyShown: store.prepare<[], KnownRow>(
      `SELECT ${knownColumns} FROM works WHERE is_hidden = 0 AND id IN (
         SELECT id FROM works WHERE artist IN (SELECT subject FROM hidden)
         UNION SELECT works.id FROM hidden JOIN works
           ON work = substr(subject, instr(subject, '/') + 1) AND kind = substr(subject, 1, instr(subject, '/') - 1))`,
    ),
    wronglyHidden: store.prepare<[], KnownRow>(
      `SELECT ${knownColumns} FROM works WHERE is_hidden = 1 AND artist NOT IN (SELECT subject FROM hidden)
         AND kind || '/' || work NOT IN (SELECT subject FROM hidden)`,
    ),
    removeWork: store.prepare<[number]>('DELETE FROM works WHERE id = ?'),
    removeWords: store.prepare<[number]>('DELETE FROM work_search WHERE rowid = ?'),
    addWork: store.prepare(
      `INSERT OR IGNORE INTO works (id, kind, work, edition, artist, manifest, title, artist_name, release_title, genre,
         tags, name_key, created_at, is_hidden)
       VALUES (@id, @kind, @work, @edition, @artist, @manifest, @title, @artist_name, @release_title, @genre, @tags, @key,
         @created_at, @hidden)`,
    ),
    removeTags: store.prepare<[number]>('DELETE FROM work_tags WHERE work = ?'),
    addTag: store.prepare('INSERT INTO work_tags (tag, created_at, work) VALUES (?, ?, ?)'),
    addWords: store.prepare(
      'INSERT INTO work_search (rowid, title, artist, release, genre) VALUES (?, ?, ?, ?, ?)',
    ),
  }
}

/** By how much a write changes in how many works a word, or a genre, is. */
class WordCounts {
  readonly words = new Map<string, number>()
  readonly genres = new Map<string, number>()

  add(row: TextRow, change: 1 | -1): void {
    const { title, artist_name: artist, release_title: release, genre } = row
    const tags = JSON.parse(row.tags) as string[]
    for (const word of wordsIn([title, artist, release ?? '', genre ?? '', ...tags].join(' ')))
      this.words.set(word, (this.words.get(word) ?? 0) + change)
    for (const name of [genre ?? '', ...tagsBeside(genre, tags)])
      if (name !== '') this.genres.set(name, (this.genres.get(name) ?? 0) + change)
  }
}
