import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { searchWorks } from '../src/node/catalogue/searchWorks.ts'
import { addWorks } from '../src/node/catalogue/testing/addWorks.ts'
import { openStore } from '../src/node/store/openStore.ts'
import { type BenchRow, quantile } from './row.ts'
import { SearchedWords } from './searchedWords.ts'

/**
 * Searching among 100,000 tracks at every keystroke of 100 searches, half of them for two words of one work, compared with
 * `LIKE` over the same table.
 */
export async function benchSearch(tracks = 100_000, searches = 100): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-bench-'))
  const store = openStore(join(folder, 'store.sqlite'))
  try {
    const words = new SearchedWords()
    const artists = Array.from({ length: 5000 }, () => words.phrase(2))
    const genres = Array.from({ length: 40 }, () => words.phrase(1))
    const works = Array.from({ length: tracks }, () => ({
      title: words.phrase(1 + words.below(4)),
      artistName: words.pick(artists),
      releaseTitle: words.phrase(2),
      genre: words.pick(genres),
    }))
    addWorks(store, works)
    const like = store.prepare(
      'SELECT * FROM works WHERE title LIKE @q OR artist_name LIKE @q ORDER BY title LIMIT 30',
    )
    const ours: number[] = []
    const secondWords: number[] = []
    const scans: number[] = []
    for (let done = 0; done < searches; done++) {
      const typed = words.query(words.pick(works))
      for (let length = 1; length <= typed.length; length++) {
        const text = typed.slice(0, length)
        const took = timed(() => searchWorks(store, text, { limit: 30, offset: 0 }))
        ours.push(took)
        if (/ ./.test(text)) secondWords.push(took)
        if (length === typed.length) scans.push(timed(() => like.all({ q: `%${text}%` })))
      }
    }
    const against = { name: 'LIKE over the same table, p95', value: quantile(scans, 0.95) }
    const among = `search in ${tracks.toLocaleString('en')} tracks per keystroke`
    return [
      rowOf(`${among}, p95 of ${ours.length}`, ours, against),
      rowOf(`${among} of a second word, p95 of ${secondWords.length}`, secondWords, against),
    ]
  } finally {
    store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const targetMs = 20

function rowOf(name: string, times: readonly number[], against: BenchRow['against']): BenchRow {
  const value = quantile(times, 0.95)
  return {
    name,
    ours: value,
    unit: 'ms',
    against,
    ratio: value / against.value,
    target: `p95 < ${targetMs} ms`,
    met: value < targetMs,
  }
}

function timed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}
