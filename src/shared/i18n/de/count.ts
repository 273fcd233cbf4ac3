export const count = {
  track_one: '{{count, number}} Stück',
  track_other: '{{count, number}} Stücke',
  work_one: '{{count, number}} Werk',
  work_other: '{{count, number}} Werke',
  bonusFile_one: 'mit {{count, number}} Datei',
  bonusFile_other: 'mit {{count, number}} Dateien',
} as const
