/** How much of other people's catalogues is kept. */
export interface CatalogueLimits {
  /** Manifests of one artist, bytes. */
  readonly artistBytes: number
  /** Manifests of all artists, bytes; what was bought, or is one's own, stays beyond it. */
  readonly totalBytes: number
  /** Artists. */
  readonly artists: number
  /** Who goes where there is no room: whom chance hits, by size, or who was seen longest ago. */
  readonly forgets: 'byChance' | 'unseen'
  /** How long those are kept that nobody looks at, ms; where `unseen` are forgotten. */
  readonly unseenMs: number
  /** Heads of artists unknown so far whose catalogue is still to be read. */
  readonly waiting: number
  /** A catalogue that takes longer gives way to those that wait, ms, and goes on where it was after them. */
  readonly turnMs: number
  /** As `turnMs`, where nobody waits. */
  readonly readMs: number
}

/** A track of four minutes has a manifest of about 10,000 bytes. */
export const defaultCatalogueLimits: CatalogueLimits = {
  artistBytes: 32 * 2 ** 20,
  totalBytes: 512 * 2 ** 20,
  artists: 20_000,
  forgets: 'byChance',
  unseenMs: Number.POSITIVE_INFINITY,
  waiting: 2000,
  turnMs: 3000,
  readMs: 60_000,
}

/** Of a listener, for whom a hub searches: what they own and follow stays beyond it. */
export const listenerCatalogueLimits: CatalogueLimits = {
  ...defaultCatalogueLimits,
  totalBytes: 12 * 2 ** 20,
  artists: 2000,
  forgets: 'unseen',
  unseenMs: 60 * 24 * 60 * 60_000,
}
