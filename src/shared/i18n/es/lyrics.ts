export const lyrics = {
  noLyrics: 'Sin letra',
  theArtistHasNotPublished: 'El artista no ha publicado las palabras de esta pista.',
  theFileHasNone: 'Ni este archivo ni un archivo LRC junto a él tiene sus palabras.',
  theWordsOfWhatPlays:
    'Aquí aparecen las palabras de lo que suena, si su artista las ha publicado o su archivo las tiene.',
  playFrom: 'Reproducir desde {{seconds}}',
} as const
