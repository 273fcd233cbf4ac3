export const time = {
  inAMoment: 'gleich',
  justNow: 'gerade eben',
  secondsShort: '{{seconds}} s',
  minutesShort: '{{minutes}} min',
  hoursShort: '{{hours}} h {{minutes}} min',
  positionOf: '{{position}} von {{length}}',
} as const
