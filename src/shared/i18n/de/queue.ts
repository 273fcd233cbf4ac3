export const queue = {
  theQueueIsEmpty: 'Die Warteschlange ist leer',
  whatYouPlayStandsHere: 'Hier steht, was du abspielst und was danach kommt.',
  clear: 'Leeren',
  playTitle: '{{title}} abspielen',
  removeTitle: '{{title}} entfernen',
  previewBy: 'Hörprobe · {{artist}}',
} as const
