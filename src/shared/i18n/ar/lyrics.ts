export const lyrics = {
  noLyrics: 'لا كلمات',
  theArtistHasNotPublished: 'لم ينشر الفنان كلمات هذه المقطوعة.',
  theWordsOfWhatPlays: 'تظهر هنا كلمات ما يُشغَّل حيث نشرها فنانها.',
  playFrom: 'شغّل من {{seconds}}',
} as const
