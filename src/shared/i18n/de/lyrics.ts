export const lyrics = {
  noLyrics: 'Kein Liedtext',
  theArtistHasNotPublished: 'Der Künstler hat die Worte dieses Stücks nicht veröffentlicht.',
  theFileHasNone: 'Weder in dieser Datei noch in einer LRC-Datei daneben stehen die Worte dazu.',
  theWordsOfWhatPlays:
    'Hier stehen die Worte des Laufenden, wo der Künstler sie veröffentlicht hat oder die Datei sie enthält.',
  playFrom: 'Ab {{seconds}} abspielen',
} as const
