/** Tracks of one release. */
export const releaseMaxTracks = 200
/** Tracks and releases of one artist, in all. */
export const catalogueMaxWorks = 5000
