import type { WorkView } from '../../shared/api/node.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import { amountAt, isReducedAt, isReductionAhead } from '../../protocol/amountAt.ts'
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
    ...reductionViews(work, owned, now),
    ...(work.price.orMore === true && { orMore: true }),
    ...owned,
  }
}

/** Nobody waits for a lower price because Busker says so: what is ahead is shown to its artist alone. */
function reductionViews(
  { price }: WorkSummary,
  { isOwn }: { readonly isOwn: boolean },
  now: number,
): Pick<WorkView, 'reduced' | 'reducedLater'> {
  const { reduced } = price
  if (reduced === undefined) return {}
  const { amount, from, until } = reduced
  if (isReducedAt(price, now)) return { reduced: { from: price.amount, until } }
  if (!isOwn || from === undefined || !isReductionAhead(reduced, now)) return {}
  return { reducedLater: { price: amount, from, until } }
}
