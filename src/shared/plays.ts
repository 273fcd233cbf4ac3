const fourMinutesMs = 240_000

/**
 * How much of a track has to be heard for it to count as played, ms: half of it, or four minutes of a long one, as
 * ListenBrainz has it (https://listenbrainz.readthedocs.io/en/latest/users/api/core.html, "submit-listens").
 *
 * @param durationMs null: not known
 */
export function heardAfterMs(durationMs: number | null): number {
  return durationMs === null ? fourMinutesMs : Math.min(durationMs / 2, fourMinutesMs)
}
