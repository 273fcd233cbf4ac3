export const recommends = {
  byName: '{{name}} empfiehlt',
  artistsByName: 'Künstler, die {{name}} empfiehlt',
  worksByName: 'Werke, die {{name}} empfiehlt',
  youRecommend: 'Du empfiehlst',
  remove: '{{name}} nicht empfehlen',
  recommend: 'Jemanden empfehlen…',
  noMore: 'Links und Empfehlungen sind zusammen höchstens acht.',
  whatItIs:
    'Andere Künstler oder Werke von ihnen. Sie stehen auf deiner Seite und auf denen deiner Werke, von dir unterschrieben.',
  anArtistOrAWork: 'Künstler oder Werk',
  found: 'Was du empfehlen kannst',
  nothingFound: 'So heißt nichts.',
} as const
