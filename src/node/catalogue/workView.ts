import type { WorkView } from '../../shared/api/node.ts'
import { amountAt, isReducedAt } from '../../protocol/amountAt.ts'
import { toLabel } from '../../shared/ids.ts'
import type { WorkSummary } from './work.ts'

/** A work as it stands to this node's owner: made, or owned, or neither. @param now ms since epoch: what it costs then */
export function toWorkView(
  work: WorkSummary,
  owned: { isOwn: boolean; isOwned: boolean },
  now = Date.now(),
): WorkView {
  const { kind, id, edition, manifest, artist, title, artistName, hasNamesake, releaseTitle, genre, tags } =
    work
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
    price: amountAt(work.price, now),
    ...(work.price.reduced !== undefined &&
      isReducedAt(work.price, now) && {
        reduced: { from: work.price.amount, until: work.price.reduced.until },
      }),
    ...(work.price.orMore === true && { orMore: true }),
    ...owned,
  }
}
