/** What of a library is listed: what was bought, in four ways, and what one has published. */
export const libraryParts = ['track', 'release', 'artist', 'genre', 'own'] as const
export type LibraryPart = (typeof libraryParts)[number]
