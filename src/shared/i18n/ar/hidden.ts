export const hidden = {
  hiddenArtists: 'الفنانون المخفيون',
  nobodyIsHidden: 'لا أحد مخفي. يُخفى الفنان من صفحته أو من قائمة أحد أعماله.',
  whatHiddenMeans:
    'لا يُعثر على شيء لهم في «استكشف» ولا في البحث ولا في الجديد. وما تملكه يبقى في المكتبة. ولا يعلم بذلك أحد.',
  artistIsHidden: 'أخفيتَ هذا الفنان.',
  hideTheArtist: 'أخفِ الفنان',
  showTheArtist: 'أظهر الفنان من جديد',
  hideName: 'أخفِ {{name}}',
  showName: 'أظهر {{name}} من جديد',
  showAgain: 'أظهره من جديد',
  isHidden: 'أُخفي {{name}}. وما تملكه يبقى.',
  isShownAgain: 'عاد {{name}} إلى الظهور.',
} as const
