export const reservations = {
  coming: 'Coming',
  comingBy: 'Coming by {{name}}',
  comingTrack: 'Coming track',
  comingRelease: 'Coming release',
  comesOutOn: 'Comes out on {{day}}',
  reserved: 'Reserved',
  forAtMost: 'for {{price}} at most; bought by itself when it comes out',
  atMost: '{{price}} at most',
  youAnnounceThis: 'You announce this. Nobody tells you who has reserved it.',
  inTheStudio: 'Change it in the studio',
  nothingIsPaidNow: 'Nothing is paid now.',
  terms:
    'Nothing is paid now. When it comes out it is bought by itself, for {{price}} at most, and {{fee}} at most for the hub.',
  termsOrMore:
    'Nothing is paid now. When it comes out it is bought by itself for the least that is asked, {{price}} at most, and {{fee}} at most for the hub.',
  reserve: 'Reserve',
  reserveFor: 'Reserve for {{price}}',
  reserving: 'Reserving…',
  boughtByItself:
    'Busker buys it by itself once it is on sale, while it runs or at its next start. Until then you can take it back.',
  neverForMore:
    'It never costs more than what you agree to now. If it does, if it is something else, or if your balance does not reach, you are asked.',
  notHeardBefore: 'Its artist has it ready; nobody can hear or open it before.',
  nobodyIsTold: 'Nobody is told that you reserved it.',
  buyFor: 'Buy for {{price}}',
  reserveAgain: 'Look at it again',
  isOut: 'It is out, and being bought.',
  isLate: 'Was to come out on {{day}}. It is bought as soon as it is on sale.',
  movedTo: 'Comes out on {{day}}, and no longer on {{before}}',
  showReserved: 'Show what is reserved',
} as const
