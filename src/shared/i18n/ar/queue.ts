export const queue = {
  theQueueIsEmpty: 'قائمة الانتظار فارغة',
  whatYouPlayStandsHere: 'هنا ما تشغّله وما يأتي بعده.',
  clear: 'أفرغ',
  playTitle: 'شغّل {{title}}',
  removeTitle: 'أزل {{title}}',
  previewBy: 'معاينة · {{artist}}',
} as const
