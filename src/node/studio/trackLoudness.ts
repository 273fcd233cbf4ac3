import type { TrackManifest } from '../../protocol/manifest.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { Loudness } from '../media/loudness.ts'
import { joinedLoudness, type LoudnessHistogram } from '../media/loudnessHistogram.ts'
import type { Store } from '../store/openStore.ts'

type MeasuredTrack = Pick<TrackManifest, 'id' | 'edition' | 'loudness'>

/** The loudness histograms of the tracks that were encoded here. */
export class TrackLoudness {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  keep(track: WorkId, edition: number, histogram: LoudnessHistogram): void {
    this.#store
      .prepare('INSERT OR REPLACE INTO track_loudness (track, edition, histogram) VALUES (?, ?, ?)')
      .run(track, edition, JSON.stringify(histogram))
  }

  /** Of tracks one after the other; undefined where one was encoded before its blocks were kept, or elsewhere. */
  ofRelease(tracks: readonly MeasuredTrack[]): Loudness | undefined {
    const pieces = tracks.map(({ id, edition, loudness }) => {
      const histogram = this.#histogram(id, edition)
      return histogram && { histogram, truePeak: loudness.truePeak }
    })
    const measured = pieces.filter((piece) => piece !== undefined)
    return measured.length === pieces.length ? joinedLoudness(measured) : undefined
  }

  #histogram(track: WorkId, edition: number): LoudnessHistogram | undefined {
    const row = this.#store
      .prepare<[string, number], string>(
        'SELECT histogram FROM track_loudness WHERE track = ? AND edition = ?',
      )
      .pluck()
      .get(track, edition)
    return row === undefined ? undefined : (JSON.parse(row) as LoudnessHistogram)
  }
}
