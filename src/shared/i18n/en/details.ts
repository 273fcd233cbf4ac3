export const details = {
  whatPlaysIsToldAbout: 'What plays is told about here: where it is from, how it sounds, when you bought it.',
  thereIsNothingToTell: 'There is nothing to tell about this',
  loadingTheDetails: 'Loading the details',
  yourPurchase: 'Your purchase',
  yoursSince: 'Yours since {{boughtAt}}',
  forPrice: ', for {{price}}',
  itIsOnThisMachine: 'It is on this machine, and plays without a network.',
  itIsNotOnThis: 'It is not on this machine yet.',
} as const
