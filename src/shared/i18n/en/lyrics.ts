export const lyrics = {
  noLyrics: 'No lyrics',
  theArtistHasNotPublished: 'The artist has not published the words of this track.',
  theFileHasNone: 'Neither this file nor an LRC file beside it has the words of it.',
  theWordsOfWhatPlays:
    'The words of what plays are shown here, where its artist has published them, or its file has them.',
  playFrom: 'Play from {{seconds}}',
} as const
