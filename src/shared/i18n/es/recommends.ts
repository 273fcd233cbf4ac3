export const recommends = {
  byName: '{{name}} recomienda',
  artistsByName: 'Artistas que {{name}} recomienda',
  worksByName: 'Obras que {{name}} recomienda',
  youRecommend: 'Recomiendas',
  remove: 'No recomendar {{name}}',
  recommend: 'Recomendar a alguien…',
  noMore: 'Los enlaces y las recomendaciones son ocho como mucho en total.',
  whatItIs: 'Otro artista o una obra suya. Aparece en tu página y en las de tus obras, firmado por ti.',
  anArtistOrAWork: 'Un artista o una obra',
  found: 'Lo que puedes recomendar',
  nothingFound: 'Nada se llama así.',
} as const
