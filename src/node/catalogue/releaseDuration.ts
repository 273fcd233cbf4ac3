import type { ReleaseManifest } from '../../protocol/manifest.ts'
import type { Store } from '../store/openStore.ts'

/** How long tracks play one after the other, ms; null where that is not known of each, or is more than can be. */
export function durationTogether(durations: readonly (number | null)[]): number | null {
  const sum = durations.reduce((total, one) => (total === null || one === null ? null : total + one), 0)
  return Number.isSafeInteger(sum) && durations.length > 0 ? sum : null
}

/** How long a release plays, ms, in the editions of its tracks that it holds; no manifest is read for it. */
export function releaseDuration(store: Store, tracks: ReleaseManifest['tracks']): number | null {
  const durations = store
    .prepare<[string], number | null>(
      `SELECT works.duration_ms FROM json_each(?) AS track LEFT JOIN works
         ON works.work = json_extract(track.value, '$.id') AND works.kind = 'track'
           AND works.edition = json_extract(track.value, '$.edition')`,
    )
    .pluck()
    .all(JSON.stringify(tracks.map(({ id, edition }) => ({ id, edition }))))
  return durationTogether(durations)
}
