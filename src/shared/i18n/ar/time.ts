export const time = {
  inAMoment: 'بعد لحظة',
  justNow: 'الآن',
  secondsShort: '{{seconds}} ث',
  minutesShort: '{{minutes}} د',
  hoursShort: '{{hours}} س {{minutes}} د',
  positionOf: '{{position}} من {{length}}',
} as const
