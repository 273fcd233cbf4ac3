export const recommends = {
  byName: '{{name}} يوصي بهم',
  artistsByName: 'فنانون يوصي بهم {{name}}',
  worksByName: 'أعمال يوصي بها {{name}}',
  youRecommend: 'توصياتك',
  remove: 'لا توصِ بـ{{name}}',
  recommend: 'أوصِ بأحد…',
  noMore: 'الروابط والتوصيات معًا ثمانية على الأكثر.',
  whatItIs: 'فنان آخر أو عمل له. تظهر التوصية في صفحتك وفي صفحات أعمالك، موقَّعة منك.',
  anArtistOrAWork: 'فنان أو عمل',
  found: 'ما يمكنك أن توصي به',
  nothingFound: 'لا شيء بهذا الاسم.',
} as const
