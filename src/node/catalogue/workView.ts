import type { WorkView } from '../../shared/api/node.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import { amountAt, isReducedAt } from '../../protocol/amountAt.ts'
import { toLabel } from '../../shared/ids.ts'
import type { WorkSummary } from './work.ts'

/**
 * A work as it stands to this node's owner: made, or owned, or neither.
 *
 * @param now ms since epoch: what it costs then
 * @param credit what was paid for its tracks already, base units
 */
export function toWorkView(
  work: WorkSummary,
  owned: { isOwn: boolean; isOwned: boolean },
  now = Date.now(),
  credit: Amount = toAmount(0n),
): WorkView {
  const { kind, id, edition, manifest, artist, title, artistName, hasNamesake, releaseTitle, genre, tags } =
    work
  const asked = amountAt(work.price, now)
  const counted = credit < asked ? credit : asked
  const { durationMs, year, releaseDate, trackNumber, artwork } = work
  return {
    kind,
    id,
    edition,
    manifest,
    artist,
    title,
    artistName,
    hasNamesake,
    releaseTitle,
    genre,
    ...(tags.length > 0 && { tags: [...tags] }),
    durationMs,
    year,
    ...(releaseDate !== null && { releaseDate }),
    trackNumber,
    artwork,
    label: toLabel(kind, id, edition),
    price: toAmount(asked - counted),
    ...(counted > 0n && { credit: toAmount(counted) }),
    ...(work.price.reduced !== undefined &&
      isReducedAt(work.price, now) && {
        reduced: { from: work.price.amount, until: work.price.reduced.until },
      }),
    ...(work.price.orMore === true && { orMore: true }),
    ...owned,
  }
}
