import type { SearchQuery } from '../../protocol/search.ts'
import type { Address, CatalogueSubject } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { findByText } from './findByText.ts'
import { genreKey, joinSpellings, spellingsLookedAt } from './genreNames.ts'
import { openSearchStore, type SearchStore } from './openSearchStore.ts'
import type {
  ArtistWorks,
  CatalogueNumber,
  GenreCount,
  IndexedWork,
  IndexHit,
  SearchIndex,
  SearchPage,
} from './searchIndex.ts'
import { SqliteTextEngine } from './sqliteTextEngine.ts'
import {
  changesOf,
  genresOf,
  type NewWorkRow,
  subjectOfRow,
  WordCounts,
  workColumns,
  wordsOf,
  type WorkRow,
} from './workRow.ts'

const columns = workColumns.join(', ')
const hitColumns = 'kind, works.work AS id, edition, artist, manifest'

/** {@link SearchIndex} in SQLite, which one process has. */
export class SqliteSearchIndex implements SearchIndex {
  readonly #store: SearchStore
  readonly #text: SqliteTextEngine
  /** Prepared once: a catalogue of a thousand works would prepare thousands. */
  readonly #statements: ReturnType<typeof prepareStatements>

  /** @param file or `:memory:`. @throws BuskerError `DATABASE_*` */
  constructor(file: string) {
    this.#store = openSearchStore(file)
    this.#text = new SqliteTextEngine(this.#store)
    this.#statements = prepareStatements(this.#store)
  }

  async missing(catalogues: readonly CatalogueNumber[]): Promise<Address[]> {
    return catalogues
      .filter(({ artist, number }) => (this.#statements.numberOf.get(artist) ?? -1) < number)
      .map(({ artist }) => artist)
  }

  async replace(catalogues: readonly ArtistWorks[]): Promise<void> {
    this.#change((counts) => {
      for (const { artist, number, works } of catalogues) {
        if ((this.#statements.numberOf.get(artist) ?? -1) > number) continue
        this.#replaceOne(artist, works, counts)
        this.#statements.keepNumber.run(artist, number)
      }
    })
  }

  async forget(artists: readonly Address[]): Promise<void> {
    this.#change((counts) => {
      for (const artist of artists) {
        this.#replaceOne(artist, [], counts)
        this.#statements.forgetNumber.run(artist)
      }
    })
  }

  async hide(subjects: ReadonlySet<CatalogueSubject>): Promise<void> {
    this.#change((counts) => {
      const { hiddenSubjects, hideSubject, showSubject } = this.#statements
      const before = new Set(hiddenSubjects.all())
      for (const subject of before) if (!subjects.has(subject)) showSubject.run(subject)
      for (const subject of subjects) if (!before.has(subject)) hideSubject.run(subject)
      for (const row of this.#statements.wronglyShown.all()) this.#setHidden(row, true, counts)
      for (const row of this.#statements.wronglyHidden.all()) this.#setHidden(row, false, counts)
    })
  }

  async find(query: SearchQuery, page: SearchPage): Promise<IndexHit[]> {
    switch (query.by) {
      case 'text':
        return findByText(this.#text, query.text, page)
      case 'newest':
        return this.#hits('works WHERE is_hidden = 0 ORDER BY created_at DESC, works.id DESC', page)
      case 'genre':
        return this.#hits(
          `work_genres AS browsed JOIN works ON works.id = browsed.work WHERE browsed.genre = ?
           ORDER BY browsed.created_at DESC, browsed.work DESC`,
          page,
          genreKey(query.genre),
        )
      case 'artist':
        return this.#hits(
          'works WHERE artist = ? ORDER BY created_at DESC, works.id DESC',
          page,
          query.artist,
        )
      case 'name':
        return this.#hits(
          `(SELECT DISTINCT artist AS named, name_key AS named_key FROM works WHERE name_key = ?)
           JOIN works ON works.id = (SELECT id FROM works WHERE name_key = named_key AND artist = named
             ORDER BY created_at DESC, id DESC LIMIT 1)
           ORDER BY named`,
          page,
          nameKey(query.name),
        )
      case 'work':
        return this.#hits('works WHERE work = ? AND kind = ?', page, query.id, query.kind)
    }
  }

  async genres(limit: number): Promise<GenreCount[]> {
    const spellings = this.#store
      .prepare<[number], GenreCount>('SELECT genre, works FROM genres ORDER BY works DESC, genre LIMIT ?')
      .all(spellingsLookedAt)
    return joinSpellings(spellings, limit)
  }

  async count(): Promise<number> {
    return this.#store.prepare('SELECT count(*) FROM works').pluck().get() as number
  }

  async close(): Promise<void> {
    this.#store.close()
  }

  #hits(from: string, { limit, offset }: SearchPage, ...values: string[]): IndexHit[] {
    return this.#store
      .prepare<(string | number)[], IndexHit>(`SELECT ${hitColumns} FROM ${from} LIMIT ? OFFSET ?`)
      .all(...values, limit, offset)
  }

  /** All of it or nothing, with what it changes in words and genres. */
  #change(work: (counts: WordCounts) => void): void {
    this.#store.transaction(() => {
      const counts = new WordCounts()
      work(counts)
      this.#text.count(counts.words)
      for (const [genre, change] of counts.genres) this.#statements.countGenre.run(genre, change)
      this.#statements.removeGenres.run()
    })()
  }

  #replaceOne(artist: Address, works: readonly IndexedWork[], counts: WordCounts): void {
    const { gone, added } = changesOf(artist, works, this.#statements.worksOf.all(artist))
    for (const row of gone) {
      this.#statements.removeWork.run(row.id)
      if (row.is_hidden === 0) this.#removeWords(row, counts)
    }
    for (const row of added) this.#add(row, counts)
  }

  #add(row: NewWorkRow, counts: WordCounts): void {
    const isHidden = this.#statements.isHidden.get(row.artist, subjectOfRow(row)) !== undefined
    const written = this.#statements.addWork.run({ ...row, is_hidden: isHidden ? 1 : 0 })
    // A work's id says whose it is; a catalogue that lists somebody else's was refused before.
    if (written.changes === 0 || isHidden) return
    this.#addWords({ ...row, id: Number(written.lastInsertRowid) }, counts)
  }

  #setHidden(row: WorkRow, isHidden: boolean, counts: WordCounts): void {
    this.#statements.setHidden.run(isHidden ? 1 : 0, row.id)
    if (isHidden) this.#removeWords(row, counts)
    else this.#addWords(row, counts)
  }

  #addWords(row: NewWorkRow & { readonly id: number }, counts: WordCounts): void {
    const { title, rest } = wordsOf(row)
    this.#statements.addWords.run(row.id, title.join(' '), rest.join(' '))
    for (const genre of genresOf(row)) this.#statements.addGenre.run(genreKey(genre), row.created_at, row.id)
    counts.add(row, 1)
  }

  #removeWords(row: WorkRow, counts: WordCounts): void {
    this.#statements.removeWords.run(row.id)
    for (const genre of genresOf(row))
      this.#statements.removeGenre.run(genreKey(genre), row.created_at, row.id)
    counts.add(row, -1)
  }
}

function prepareStatements(store: SearchStore) {
  return {
    numberOf: store.prepare<[string], number>('SELECT number FROM catalogues WHERE artist = ?').pluck(),
    keepNumber: store.prepare('INSERT OR REPLACE INTO catalogues (artist, number) VALUES (?, ?)'),
    forgetNumber: store.prepare('DELETE FROM catalogues WHERE artist = ?'),
    worksOf: store.prepare<[string], WorkRow>(`SELECT ${columns} FROM works WHERE artist = ?`),
    hiddenSubjects: store.prepare<[], CatalogueSubject>('SELECT subject FROM hidden').pluck(),
    hideSubject: store.prepare<[string]>('INSERT INTO hidden (subject) VALUES (?)'),
    showSubject: store.prepare<[string]>('DELETE FROM hidden WHERE subject = ?'),
    isHidden: store.prepare<[string, string]>('SELECT 1 FROM hidden WHERE subject IN (?, ?)'),
    setHidden: store.prepare<[0 | 1, number]>('UPDATE works SET is_hidden = ? WHERE id = ?'),
    wronglyShown: store.prepare<[], WorkRow>(
      `SELECT ${columns} FROM works WHERE is_hidden = 0 AND id IN (
         SELECT id FROM works WHERE artist IN (SELECT subject FROM hidden)
         UNION SELECT works.id FROM hidden JOIN works
           ON work = substr(subject, instr(subject, '/') + 1) AND kind = substr(subject, 1, instr(subject, '/') - 1))`,
    ),
    wronglyHidden: store.prepare<[], WorkRow>(
      `SELECT ${columns} FROM works WHERE is_hidden = 1 AND artist NOT IN (SELECT subject FROM hidden)
         AND kind || '/' || work NOT IN (SELECT subject FROM hidden)`,
    ),
    removeWork: store.prepare<[number]>('DELETE FROM works WHERE id = ?'),
    addWork: store.prepare(
      `INSERT OR IGNORE INTO works (${columns}) VALUES (${workColumns.map((name) => `@${name}`).join(', ')})`,
    ),
    addWords: store.prepare('INSERT INTO work_search (rowid, title, rest) VALUES (?, ?, ?)'),
    removeWords: store.prepare<[number]>('DELETE FROM work_search WHERE rowid = ?'),
    addGenre: store.prepare('INSERT INTO work_genres (genre, created_at, work) VALUES (?, ?, ?)'),
    removeGenre: store.prepare('DELETE FROM work_genres WHERE genre = ? AND created_at = ? AND work = ?'),
    countGenre: store.prepare(
      `INSERT INTO genres (genre, works) VALUES (?, ?) ON CONFLICT (genre) DO UPDATE SET works = works + excluded.works`,
    ),
    removeGenres: store.prepare('DELETE FROM genres WHERE works <= 0'),
  }
}
