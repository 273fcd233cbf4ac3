export const lyrics = {
  noLyrics: 'Sin letra',
  theArtistHasNotPublished: 'El artista no ha publicado las palabras de esta pista.',
  theWordsOfWhatPlays: 'Aquí aparecen las palabras de lo que suena, si su artista las ha publicado.',
  playFrom: 'Reproducir desde {{seconds}}',
} as const
