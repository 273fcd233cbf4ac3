/** What of a library is listed. */
export const libraryParts = ['track', 'release', 'artist', 'genre'] as const
export type LibraryPart = (typeof libraryParts)[number]
