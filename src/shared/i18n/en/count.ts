export const count = {
  track_one: '{{count, number}} track',
  track_other: '{{count, number}} tracks',
  work_one: '{{count, number}} work',
  work_other: '{{count, number}} works',
  bonusFile_one: 'with {{count, number}} file',
  bonusFile_other: 'with {{count, number}} files',
} as const
