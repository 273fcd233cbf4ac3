export const recommends = {
  byName: '{{name}} recommends',
  artistsByName: 'Artists that {{name}} recommends',
  worksByName: 'Works that {{name}} recommends',
  youRecommend: 'You recommend',
  remove: 'Do not recommend {{name}}',
  recommend: 'Recommend somebody…',
  noMore: 'Links and recommendations together are eight at most.',
  whatItIs:
    'Another artist, or a work of theirs. It stands on your page and on those of your works, signed by you.',
  anArtistOrAWork: 'An artist or a work',
  found: 'What you can recommend',
  nothingFound: 'Nothing is called that.',
} as const
