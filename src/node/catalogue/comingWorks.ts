import type { Catalogue } from '../../protocol/catalogue.ts'
import { decodeKept } from '../../protocol/codec.ts'
import {
  type ComingWork,
  comingWork,
  comingWorkMaxBytes,
  comingWorkOf,
  signedComingWork,
} from '../../protocol/comingWork.ts'
import type { Artwork } from '../../protocol/manifest.ts'
import { decodeSigned } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, CidText, WorkId, WorkKind } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

export type { ComingWork }

interface Row {
  readonly bytes: Uint8Array
}

const dayMs = 24 * 3600_000
/** What is further away is shown to nobody, and can't be reserved. */
export const comingMaxAheadMs = 366 * dayMs
/** What has not come out so long after its day is not shown any more. */
export const comingMaxLateMs = 30 * dayMs
/** Of one artist, among others: nobody fills a page by announcing much. */
const shownOfOne = 3

/** What artists announce, as their newest catalogues that were read say. */
export class ComingWorks {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** What an artist announces, the soonest first. */
  of(artist: Address): ComingWork[] {
    return this.#rows('artist = ? ORDER BY at, work', artist)
  }

  get(artist: Address, kind: WorkKind, id: WorkId): ComingWork | undefined {
    return this.#rows('artist = ? AND kind = ? AND work = ?', artist, kind, id)[0]
  }

  /** Whoever announces a work of this id; nobody where more than one does: it is not said then whose it is. */
  find(kind: WorkKind, id: WorkId): ComingWork | undefined {
    const found = this.#rows('kind = ? AND work = ?', kind, id)
    return found.length === 1 ? found[0] : undefined
  }

  /** What is to come out next, a few of each artist, and nothing of those who are hidden here. @param now ms since epoch */
  soonest(limit: number, now: number): ComingWork[] {
    return this.#rows(
      `(artist, kind, work) IN (SELECT artist, kind, work FROM (
         SELECT *, row_number() OVER (PARTITION BY artist ORDER BY at, work) AS place FROM coming_works
         WHERE at BETWEEN ? AND ? AND artist NOT IN (SELECT artist FROM hidden_artists)) WHERE place <= ?) ORDER BY at, work LIMIT ?`,
      now - comingMaxLateMs,
      now + comingMaxAheadMs,
      shownOfOne,
      limit,
    )
  }

  /** Who has something to come out, the soonest first. @param now ms since epoch */
  artists(limit: number, now: number): Address[] {
    return this.#store
      .prepare<[number, number, number], Address>(
        'SELECT artist FROM coming_works WHERE at BETWEEN ? AND ? GROUP BY artist ORDER BY min(at), artist LIMIT ?',
      )
      .pluck()
      .all(now, now + comingMaxAheadMs, limit) as Address[]
  }

  /** The signed records of an artist, as they stand in the catalogue. */
  bytesOf(artist: Address): Uint8Array[] {
    return this.#store
      .prepare<[string], Row>('SELECT bytes FROM coming_works WHERE artist = ? ORDER BY at, work')
      .all(artist)
      .map(({ bytes }) => new Uint8Array(bytes))
  }

  #rows(where: string, ...values: (string | number)[]): ComingWork[] {
    return this.#store
      .prepare<(string | number)[], Row>(`SELECT bytes FROM coming_works WHERE ${where}`)
      .all(...values)
      .map(({ bytes }) => decodeKept(signedComingWork, new Uint8Array(bytes)).body)
  }
}

/** Makes what a catalogue announces what is kept of its artist. Part of the transaction that accepts its head. */
export function writeComingWorks(store: Store, { artist, coming = [] }: Catalogue): void {
  const { account } = artist.body
  store.prepare('DELETE FROM coming_works WHERE artist = ?').run(account)
  const add = store.prepare(
    'INSERT INTO coming_works (artist, kind, work, at, artwork, bytes) VALUES (?, ?, ?, ?, ?, ?)',
  )
  for (const bytes of coming) {
    const { kind, id, at, artwork } = comingWorkOf(bytes)
    add.run(account, kind, id, at, artwork?.cid.toString() ?? null, bytes)
  }
}

/**
 * Checks what a catalogue announces: signed by its artist, each work once, and none that is on sale.
 *
 * @throws BuskerError `PROTOCOL_…`, `CATALOGUE_INCONSISTENT`
 */
export async function verifyComingWorks({ artist, coming = [], works }: Catalogue): Promise<void> {
  const { account } = artist.body
  const named = new Set(works.map(({ kind, id }) => `${kind}/${id}`))
  for (const bytes of coming) {
    const { body, signer } = await decodeSigned('coming', comingWork, bytes, comingWorkMaxBytes)
    if (signer !== account || body.artist !== account)
      throw new BuskerError('PROTOCOL_FORGED', 'A catalogue announces the work of somebody else.')
    const name = `${body.kind}/${body.id}`
    if (named.has(name))
      throw new BuskerError(
        'CATALOGUE_INCONSISTENT',
        'A catalogue announces a work twice, or one that it has on sale.',
      )
    named.add(name)
  }
}

/** An artist who announces a work with this picture, and the picture; undefined where nobody does. */
export function findComingPicture(
  store: Store,
  cid: CidText,
): { readonly artist: Address; readonly artwork: Artwork } | undefined {
  const row = store
    .prepare<[string], Row>('SELECT bytes FROM coming_works WHERE artwork = ? LIMIT 1')
    .get(cid)
  if (row === undefined) return undefined
  const { artist, artwork } = decodeKept(signedComingWork, new Uint8Array(row.bytes)).body
  return artwork && { artist, artwork }
}
