import { toAmount } from '../../shared/money.ts'
import type { Address, CidText, WorkId, WorkKind } from '../../shared/ids.ts'
import type { ManifestOutline, WorkSummary } from './work.ts'

/** A row of the table `works`, without its rowid and what it is compared by. */
export interface WorkRow {
  readonly kind: WorkKind
  readonly work: WorkId
  readonly edition: number
  readonly artist: Address
  readonly manifest: CidText
  readonly listed: number
  readonly title: string
  readonly artist_name: string
  readonly release_title: string | null
  readonly genre: string | null
  /** A JSON array of texts. */
  readonly tags: string
  readonly year: number | null
  readonly release_date: string | null
  readonly track_number: number | null
  readonly duration_ms: number | null
  readonly amount: string
  /** 1 where the amount is a minimum. */
  readonly or_more: number
  /** Of a reduced price: what is asked, from when (null: from the first) until when. */
  readonly reduced_amount: string | null
  readonly reduced_from: number | null
  readonly reduced_until: number | null
  readonly chain_id: number
  readonly token_network: Address
  readonly artwork: CidText | null
  readonly created_at: number
}

/** A row as lists read it. */
export interface ListedRow extends WorkRow {
  /** 1 where another artist goes by a name that looks like this one. */
  readonly has_namesake: number
}

/** The columns of a {@link ListedRow}. */
export const listedColumns = `kind, work, edition, artist, manifest, listed, title, artist_name, release_title, genre, tags, year,
  release_date, track_number, duration_ms, amount, or_more, reduced_amount, reduced_from, reduced_until, chain_id, token_network, artwork, created_at,
  name_key <> '' AND (${[...isOfOther('works', 'artist'), ...isOfOther('artists', 'address')].join(
    ' OR ',
  )}) AS has_namesake`

/** Before and after the artist's own in the index, which may be of many works. */
function isOfOther(table: string, owner: string): string[] {
  return ['<', '>'].map(
    (side) => `EXISTS (SELECT 1 FROM ${table} AS other
      WHERE other.name_key = works.name_key AND other.${owner} ${side} works.artist)`,
  )
}

/** Clocks may be so far apart; what is later than this is not believed. */
const maxSkewMs = 10 * 60_000

/**
 * The row of a listed work.
 *
 * @param now what says that it was made later counts from now: it was first seen now
 */
export function toWorkRow(manifest: ManifestOutline, now = Date.now()): WorkRow {
  const { kind, cid, body } = manifest
  const { credits, price } = body
  return {
    kind,
    work: body.id,
    edition: body.edition,
    artist: body.artist,
    manifest: cid,
    listed: 1,
    title: credits.title,
    artist_name: credits.artistName,
    release_title: credits.releaseTitle ?? null,
    genre: credits.genre ?? null,
    tags: JSON.stringify(credits.tags ?? []),
    year: credits.year ?? null,
    release_date: credits.releaseDate ?? null,
    track_number: credits.trackNumber ?? null,
    duration_ms: manifest.kind === 'track' ? manifest.body.durationMs : null,
    amount: price.amount.toString(),
    or_more: price.orMore === true ? 1 : 0,
    reduced_amount: price.reduced?.amount.toString() ?? null,
    reduced_from: price.reduced?.from ?? null,
    reduced_until: price.reduced?.until ?? null,
    chain_id: price.chainId,
    token_network: price.tokenNetwork,
    artwork: (body.artwork?.cid.toString() ?? null) as CidText | null,
    created_at: isFromFuture(body.createdAt, now) ? now : body.createdAt,
  }
}

export function isFromFuture(createdAt: number, now: number): boolean {
  return createdAt > now + maxSkewMs
}

const noTags: readonly string[] = []

export function toWorkSummary(row: ListedRow): WorkSummary {
  return {
    kind: row.kind,
    id: row.work,
    edition: row.edition,
    artist: row.artist,
    manifest: row.manifest,
    listed: row.listed === 1,
    title: row.title,
    artistName: row.artist_name,
    hasNamesake: row.has_namesake === 1,
    releaseTitle: row.release_title,
    genre: row.genre,
    tags: row.tags === '[]' ? noTags : (JSON.parse(row.tags) as string[]),
    year: row.year,
    releaseDate: row.release_date,
    trackNumber: row.track_number,
    durationMs: row.duration_ms,
    price: {
      amount: toAmount(BigInt(row.amount)),
      ...(row.or_more === 1 && { orMore: true }),
      ...(row.reduced_amount !== null &&
        row.reduced_until !== null && {
          reduced: {
            amount: toAmount(BigInt(row.reduced_amount)),
            ...(row.reduced_from !== null && { from: row.reduced_from }),
            until: row.reduced_until,
          },
        }),
      chainId: row.chain_id,
      tokenNetwork: row.token_network,
    },
    artwork: row.artwork,
    createdAt: row.created_at,
  }
}

/** A work as one of its manifests describes it. @param hasNamesake what only a catalogue knows */
export function summariseManifest(manifest: ManifestOutline, hasNamesake = false): WorkSummary {
  return toWorkSummary({ ...toWorkRow(manifest), has_namesake: Number(hasNamesake) })
}
