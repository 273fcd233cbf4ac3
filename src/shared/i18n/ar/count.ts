export const count = {
  track_zero: 'لا مقطوعات',
  track_one: 'مقطوعة واحدة',
  track_two: 'مقطوعتان',
  track_few: '{{count, number}} مقطوعات',
  track_many: '{{count, number}} مقطوعة',
  track_other: '{{count, number}} مقطوعة',
  work_zero: 'لا أعمال',
  work_one: 'عمل واحد',
  work_two: 'عملان',
  work_few: '{{count, number}} أعمال',
  work_many: '{{count, number}} عملًا',
  work_other: '{{count, number}} عمل',
} as const
