export const lyrics = {
  noLyrics: 'No lyrics',
  theArtistHasNotPublished: 'The artist has not published the words of this track.',
  theWordsOfWhatPlays: 'The words of what plays are shown here, where its artist has published them.',
  playFrom: 'Play from {{seconds}}',
} as const
