export const time = {
  inAMoment: 'en un momento',
  justNow: 'ahora mismo',
  secondsShort: '{{seconds}} s',
  minutesShort: '{{minutes}} min',
  hoursShort: '{{hours}} h {{minutes}} min',
  positionOf: '{{position}} de {{length}}',
} as const
