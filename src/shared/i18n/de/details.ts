export const details = {
  whatPlaysIsToldAbout:
    'Hier steht, was es über das Laufende zu sagen gibt: woher es ist, wie es klingt, wann du es gekauft hast.',
  thereIsNothingToTell: 'Hierüber gibt es nichts zu sagen',
  loadingTheDetails: 'Lädt die Details',
  yourPurchase: 'Dein Kauf',
  yoursSince: 'Deins seit {{boughtAt}}',
  forPrice: ', für {{price}}',
  itIsOnThisMachine: 'Es ist auf diesem Gerät und spielt ohne Netz.',
  itIsNotOnThis: 'Es ist noch nicht auf diesem Gerät.',
} as const
