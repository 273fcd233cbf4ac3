import { type Address, type CatalogueSubject, subjectOfWork } from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { wordsIn } from '../../shared/searchWords.ts'
import { tagsBeside } from '../../shared/workTags.ts'
import type { IndexedWork } from './searchIndex.ts'

/** A work as every engine keeps it. */
export interface WorkRow {
  /** Counts up with what is new in the index; a new edition keeps it. */
  readonly id: number
  readonly kind: IndexedWork['kind']
  readonly work: IndexedWork['id']
  readonly edition: number
  readonly artist: Address
  readonly manifest: string
  readonly title: string
  readonly artist_name: string
  readonly release_title: string | null
  readonly genre: string | null
  /** A JSON array of texts. */
  readonly tags: string
  /** What names have in common that look alike. */
  readonly name_key: string
  readonly created_at: number
  readonly is_hidden: 0 | 1
}

/** One that is to be written: its id, where it takes the place of an edition. */
export type NewWorkRow = Omit<WorkRow, 'id' | 'is_hidden'> & { readonly id: number | null }

export const workColumns = [
  'id',
  'kind',
  'work',
  'edition',
  'artist',
  'manifest',
  'title',
  'artist_name',
  'release_title',
  'genre',
  'tags',
  'name_key',
  'created_at',
  'is_hidden',
] as const

type TextOfWork = Pick<WorkRow, 'title' | 'artist_name' | 'release_title' | 'genre' | 'tags'>

/** What a catalogue changes in the rows of its artist; those that keep an id come before those that are new, which could take it. */
export function changesOf(
  artist: Address,
  works: readonly IndexedWork[],
  known: readonly WorkRow[],
): { readonly gone: WorkRow[]; readonly added: NewWorkRow[] } {
  const before = new Map(known.map((row) => [subjectOfRow(row), row]))
  const gone: WorkRow[] = []
  const kept: NewWorkRow[] = []
  const fresh: NewWorkRow[] = []
  for (const work of works) {
    const subject = subjectOfWork(work.kind, work.id)
    const old = before.get(subject)
    before.delete(subject)
    if (old?.manifest === work.manifest) continue
    if (old !== undefined) gone.push(old)
    const added = old === undefined ? fresh : kept
    added.push(rowOf(artist, work, old?.id ?? null))
  }
  return { gone: [...gone, ...before.values()], added: [...kept, ...fresh] }
}

export function subjectOfRow({ kind, work }: Pick<WorkRow, 'kind' | 'work'>): CatalogueSubject {
  return subjectOfWork(kind, work)
}

/** The words that a work is found by, folded, each once; the title's in their order. */
export function wordsOf(row: TextOfWork): { readonly title: string[]; readonly rest: string[] } {
  const others = [row.artist_name, row.release_title ?? '', row.genre ?? '', ...tagsOf(row)]
  return { title: [...wordsIn(row.title)], rest: [...wordsIn(others.join(' '))] }
}

/** The genres and tags that a work is browsed by, as they are spelled; none twice in whatever case. */
export function genresOf(row: TextOfWork): string[] {
  return [row.genre ?? '', ...tagsBeside(row.genre, tagsOf(row))].filter((genre) => genre !== '')
}

/** By how much a write changes in how many works a word, or a genre, is. */
export class WordCounts {
  readonly words = new Map<string, number>()
  readonly genres = new Map<string, number>()

  add(row: TextOfWork, change: 1 | -1): void {
    const { title, rest } = wordsOf(row)
    for (const word of new Set([...title, ...rest])) addTo(this.words, word, change)
    for (const genre of genresOf(row)) addTo(this.genres, genre, change)
  }
}

function addTo(counts: Map<string, number>, name: string, change: number): void {
  const count = (counts.get(name) ?? 0) + change
  if (count === 0) counts.delete(name)
  else counts.set(name, count)
}

function tagsOf({ tags }: TextOfWork): string[] {
  return JSON.parse(tags) as string[]
}

function rowOf(artist: Address, work: IndexedWork, id: number | null): NewWorkRow {
  return {
    id,
    kind: work.kind,
    work: work.id,
    edition: work.edition,
    artist,
    manifest: work.manifest,
    title: work.title,
    artist_name: work.artistName,
    release_title: work.releaseTitle,
    genre: work.genre,
    tags: JSON.stringify(work.tags),
    name_key: nameKey(work.artistName),
    created_at: work.createdAt,
  }
}
