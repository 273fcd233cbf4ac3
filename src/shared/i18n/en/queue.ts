export const queue = {
  theQueueIsEmpty: 'The queue is empty',
  whatYouPlayStandsHere: 'What you play stands here, and what comes after it.',
  clear: 'Clear',
  playTitle: 'Play {{title}}',
  removeTitle: 'Remove {{title}}',
  previewBy: 'Preview · {{artist}}',
} as const
