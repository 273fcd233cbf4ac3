import type { Query } from '../../database/postgres.ts'
import { genreKey } from './genreNames.ts'
import {
  genresOf,
  type NewWorkRow,
  subjectOfRow,
  type WordCounts,
  workColumns,
  wordsOf,
  type WorkRow,
} from './workRow.ts'

const columns = workColumns.join(', ')

/** @param where a condition with `$1`, … for its values */
export function readWorks(query: Query, where: string, values: readonly unknown[] = []): Promise<WorkRow[]> {
  return query<WorkRow>(`SELECT ${columns} FROM search_works WHERE ${where}`, values)
}

/** Writes works, those hidden that are to be. @returns them as they stand there now; not those of an id that somebody else has */
export async function writeWorks(query: Query, works: readonly NewWorkRow[]): Promise<WorkRow[]> {
  if (works.length === 0) return []
  const subjects = works.flatMap((row) => [row.artist, subjectOfRow(row)])
  const hidden = await query<{ subject: string }>(
    'SELECT DISTINCT subject FROM search_hidden WHERE subject = ANY ($1::text[])',
    [subjects],
  )
  const isHidden = new Set(hidden.map(({ subject }) => subject))
  const ids = await query<{ id: number }>(
    `SELECT nextval(pg_get_serial_sequence('search_works', 'id')) AS id FROM generate_series(1, $1)`,
    [works.filter(({ id }) => id === null).length],
  )
  const rows = works.map((row) => ({
    ...row,
    id: row.id ?? ids.shift()?.id,
    is_hidden: isHidden.has(row.artist) || isHidden.has(subjectOfRow(row)) ? 1 : 0,
  }))
  return query<WorkRow>(
    `INSERT INTO search_works (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::search_works, $1::jsonb)
       ON CONFLICT (work, kind) DO NOTHING RETURNING ${columns}`,
    [JSON.stringify(rows)],
  )
}

/** Makes works found by their words, genres and tags. */
export async function addWords(query: Query, works: readonly WorkRow[], counts: WordCounts): Promise<void> {
  if (works.length === 0) return
  for (const row of works) counts.add(row, 1)
  await query(
    `INSERT INTO search_texts (id, words)
       SELECT id, array_to_tsvector(string_to_array(words, ' ')) FROM unnest($1::bigint[], $2::text[]) AS t (id, words)`,
    [works.map(({ id }) => id), works.map((row) => termsOf(row).join(' '))],
  )
  const genres = works.flatMap((row) => genresOf(row).map((genre) => ({ row, genre: genreKey(genre) })))
  await query(
    `INSERT INTO search_work_genres (genre, created_at, work) SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[])`,
    [
      genres.map(({ genre }) => genre),
      genres.map(({ row }) => row.created_at),
      genres.map(({ row }) => row.id),
    ],
  )
}

/** Makes works found by none of their words any more. */
export async function removeWords(
  query: Query,
  works: readonly WorkRow[],
  counts: WordCounts,
): Promise<void> {
  if (works.length === 0) return
  for (const row of works) counts.add(row, -1)
  await query('DELETE FROM search_texts WHERE id = ANY ($1)', [works.map(({ id }) => id)])
  const genres = works.flatMap((row) => genresOf(row).map((genre) => ({ row, genre: genreKey(genre) })))
  await query(
    `DELETE FROM search_work_genres AS browsed USING unnest($1::text[], $2::bigint[], $3::bigint[]) AS gone (genre, created_at, work)
       WHERE browsed.genre = gone.genre AND browsed.created_at = gone.created_at AND browsed.work = gone.work`,
    [
      genres.map(({ genre }) => genre),
      genres.map(({ row }) => row.created_at),
      genres.map(({ row }) => row.id),
    ],
  )
}

/** A work's words: anywhere, in the title, and first in it. */
function termsOf(row: WorkRow): string[] {
  const { title, rest } = wordsOf(row)
  const [first] = title
  return [
    ...new Set([...title, ...rest]),
    ...title.map((word) => `=${word}`),
    ...(first === undefined ? [] : [`^${first}`]),
  ]
}
