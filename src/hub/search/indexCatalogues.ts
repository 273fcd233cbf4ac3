import { setImmediate as nextTick } from 'node:timers/promises'
import type { CatalogueService } from '../../node/catalogue/catalogueService.ts'
import type { HeadRecords } from '../../node/catalogue/headRecords.ts'
import { decodeHead } from '../../node/catalogue/protocolHandlers.ts'
import type { Address } from '../../shared/ids.ts'
import type { SearchIndex } from './searchIndex.ts'

export interface IndexParts {
  readonly index: Pick<SearchIndex, 'replace' | 'forget' | 'missing'>
  readonly catalogue: Pick<CatalogueService, 'head' | 'worksOf'>
  readonly heads: Pick<HeadRecords, 'since'>
  /** The index has not taken the works of this artist; the others go on. Left out: none do. */
  readonly onRefused?: (artist: Address, error: unknown) => void
}

/** Heads compared with the index at once. */
const headsAtOnce = 64
/** Artists written at once: more would hold up what else there is to do. */
const artistsAtOnce = 16

/**
 * Brings what the heads behind `position` point to into the index, where it is missing there.
 *
 * @returns after each step the position up to which nothing is missing
 * @throws BuskerError `DATABASE_UNREACHABLE`
 */
export async function* indexSince(parts: IndexParts, position: number): AsyncGenerator<number> {
  const { index, heads } = parts
  for (let found = heads.since(position, headsAtOnce); found.heads.length > 0;) {
    const missing = await index.missing(found.heads.map((bytes) => decodeHead(bytes).body))
    for (let at = 0; at < missing.length; at += artistsAtOnce) {
      await indexBatch(parts, missing.slice(at, at + artistsAtOnce))
      await nextTick()
    }
    yield found.position
    found = heads.since(found.position, headsAtOnce)
  }
}

async function indexBatch(parts: IndexParts, artists: readonly Address[]): Promise<void> {
  const { index, onRefused } = parts
  try {
    await indexArtists(parts, artists)
  } catch (error) {
    if (onRefused === undefined) throw error
    // Where it answers, it is one of these that it does not take.
    await index.missing([])
    const [artist, ...others] = artists
    if (others.length === 0 && artist !== undefined) onRefused(artist, error)
    else for (const each of artists) await indexBatch(parts, [each])
  }
}

/** Makes what the index has of these artists what the catalogues have. Errors: see {@link indexSince}. */
export async function indexArtists(
  { index, catalogue }: Pick<IndexParts, 'index' | 'catalogue'>,
  artists: readonly Address[],
): Promise<void> {
  const catalogues = artists.map((artist) => ({
    artist,
    number: catalogue.head(artist)?.body.number,
    works: catalogue.worksOf(artist),
  }))
  const gone = catalogues.flatMap(({ artist, number }) => (number === undefined ? [artist] : []))
  if (gone.length > 0) await index.forget(gone)
  const there = catalogues.flatMap(({ number, ...rest }) =>
    number === undefined ? [] : [{ number, ...rest }],
  )
  if (there.length > 0) await index.replace(there)
}
