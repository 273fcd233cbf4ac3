import { randomBytes } from 'node:crypto'
import type { Store } from '../../store/openStore.ts'
import { nameKey } from '../../../shared/nameKey.ts'
import { tagsBeside } from '../../../shared/workTags.ts'
import type { WorkSummary } from '../work.ts'

type WorkText = Pick<WorkSummary, 'title' | 'artistName' | 'releaseTitle' | 'genre'> &
  Partial<Pick<WorkSummary, 'artist' | 'tags'>>

const someArtist = `0x${'00'.repeat(20)}`

/** Puts works into the index without their manifests being real: to search in, nothing else. */
export function addWorks(store: Store, works: Iterable<WorkText>): void {
  const keep = store.prepare("INSERT INTO manifests VALUES (@cid, 'track', @work, 1, @artist, '', x'00')")
  const show = store.prepare(
    `INSERT INTO works (kind, work, edition, artist, manifest, listed, title, artist_name, release_title, genre,
       duration_ms, amount, chain_id, token_network, created_at, name_key)
     VALUES ('track', @work, 1, @artist, @cid, 1, @title, @artistName, @releaseTitle, @genre, 1000, '5', 1, '0x', 0, @key)`,
  )
  const index = store.prepare(
    'INSERT INTO work_search (rowid, title, artist, release, genre) VALUES (@id, @title, @artistName, @release, @genre)',
  )
  const tagged = store.prepare('INSERT INTO work_tags (tag, created_at, work) VALUES (?, 0, ?)')
  store.transaction(() => {
    for (const text of works) {
      const work = randomBytes(16).toString('hex')
      const row = { artist: someArtist, ...text, work, cid: `cid-${work}`, key: nameKey(text.artistName) }
      keep.run({ cid: row.cid, work, artist: row.artist })
      const id = show.run(row).lastInsertRowid
      const tags = text.tags ?? []
      const genre = [text.genre ?? '', ...tags].join(' ')
      index.run({ ...text, id, release: text.releaseTitle ?? '', genre })
      for (const tag of tagsBeside(text.genre, tags)) tagged.run(tag, id)
    }
  })()
}
