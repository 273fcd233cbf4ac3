export const count = {
  track_one: '{{count, number}} pista',
  track_other: '{{count, number}} pistas',
  track_many: '{{count, number}} pistas',
  work_one: '{{count, number}} obra',
  work_other: '{{count, number}} obras',
  work_many: '{{count, number}} obras',
  bonusFile_one: 'con {{count, number}} archivo',
  bonusFile_other: 'con {{count, number}} archivos',
  bonusFile_many: 'con {{count, number}} archivos',
} as const
