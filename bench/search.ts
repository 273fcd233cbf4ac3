import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { searchWorks } from '../src/node/catalogue/searchWorks.ts'
import { addWorks } from '../src/node/catalogue/testing/addWorks.ts'
import { openStore } from '../src/node/store/openStore.ts'
import { type BenchRow, quantile } from './row.ts'

const syllables = 'ka lo mi ra ten sol ver an the bel dor in fa gre blu mor nig sta lig hea'.split(' ')

/**
 * Searching among 100,000 tracks at every keystroke of 100 searches, compared with `LIKE` over the same table. Words
 * are as unequally common as in a language.
 */
export async function benchSearch(tracks = 100_000, searches = 100): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-bench-'))
  const store = openStore(join(folder, 'store.sqlite'))
  try {
    const random = generator(1)
    const words = Array.from({ length: 20_000 }, () => {
      return Array.from({ length: 1 + random(3) }, () => syllables[random(syllables.length)]).join('')
    })
    const phrase = (length: number) =>
      Array.from({ length }, () => words[Math.floor((random(1e6) / 1e6) ** 3 * words.length)]).join(' ')
    const artists = Array.from({ length: 5000 }, () => phrase(2))
    const genres = Array.from({ length: 40 }, () => phrase(1))
    const works = Array.from({ length: tracks }, () => ({
      title: phrase(1 + random(4)),
      artistName: artists[random(artists.length)] ?? '',
      releaseTitle: phrase(2),
      genre: genres[random(genres.length)] ?? '',
    }))
    addWorks(store, works)
    const like = store.prepare(
      'SELECT * FROM works WHERE title LIKE @q OR artist_name LIKE @q ORDER BY title LIMIT 30',
    )
    const ours: number[] = []
    const scans: number[] = []
    for (let done = 0; done < searches; done++) {
      const typed = phrase(1 + random(2))
      for (let length = 1; length <= typed.length; length++) {
        const text = typed.slice(0, length)
        ours.push(timed(() => searchWorks(store, text, { limit: 30, offset: 0 })))
        if (length === typed.length) scans.push(timed(() => like.all({ q: `%${text}%` })))
      }
    }
    const value = quantile(ours, 0.95)
    const against = { name: 'LIKE over the same table, p95', value: quantile(scans, 0.95) }
    return [
      {
        name: `search in ${tracks.toLocaleString('en')} tracks per keystroke, p95 of ${ours.length}`,
        ours: value,
        unit: 'ms',
        against,
        ratio: value / against.value,
        target: 'p95 < 20 ms',
        met: value < 20,
      },
    ]
  } finally {
    store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function timed(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

/** The same numbers in every run. */
function generator(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state % below
  }
}
