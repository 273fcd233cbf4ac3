export const time = {
  inAMoment: 'in a moment',
  justNow: 'just now',
  secondsShort: '{{seconds}} s',
  minutesShort: '{{minutes}} min',
  hoursShort: '{{hours}} h {{minutes}} min',
  positionOf: '{{position}} of {{length}}',
} as const
