import type { WorkView } from '../../shared/api/node.ts'
import { toLabel } from '../../shared/ids.ts'
import type { WorkSummary } from './work.ts'

/** A work as it stands to this node's owner: made, or owned, or neither. */
export function toWorkView(work: WorkSummary, owned: { isOwn: boolean; isOwned: boolean }): WorkView {
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
    price: work.price.amount,
    ...(work.price.orMore === true && { orMore: true }),
    ...owned,
  }
}
