export const lyrics = {
  noLyrics: 'Kein Liedtext',
  theArtistHasNotPublished: 'Der Künstler hat die Worte dieses Stücks nicht veröffentlicht.',
  theWordsOfWhatPlays: 'Hier stehen die Worte des Laufenden, wo der Künstler sie veröffentlicht hat.',
  playFrom: 'Ab {{seconds}} abspielen',
} as const
