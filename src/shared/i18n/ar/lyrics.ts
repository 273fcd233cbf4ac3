export const lyrics = {
  noLyrics: 'لا كلمات',
  theArtistHasNotPublished: 'لم ينشر الفنان كلمات هذه المقطوعة.',
  theFileHasNone: 'لا توجد كلماتها في هذا الملف ولا في ملف LRC بجانبه.',
  theWordsOfWhatPlays: 'تظهر هنا كلمات ما يُشغَّل حيث نشرها فنانها أو حملها ملفها.',
  playFrom: 'شغّل من {{seconds}}',
} as const
