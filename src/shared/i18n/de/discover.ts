export const discover = {
  worksFound_one: '{{count, number}} Werk gefunden',
  worksFound_other: '{{count, number}} Werke gefunden',
  newMusicCouldNotBe: 'Neue Musik konnte nicht aufgelistet werden',
  nothingIsKnownYet: 'Noch ist nichts bekannt',
  nothingIsOnSaleYet: 'Noch wird nichts verkauft',
  publishTheFirstMusic: 'Die erste Musik veröffentlichen',
  buskerCannotReachItsHub:
    'Busker erreicht seinen Hub gerade nicht. Sobald es geht, erscheint neue Musik hier von selbst.',
  asSoonAsSomebodyPublishes:
    'Sobald jemand in diesem Netzwerk etwas veröffentlicht, erscheint es hier von selbst.',
  newReleases: 'Neue Veröffentlichungen',
  newTracks: 'Neue Stücke',
  theSearchDidNotWork: 'Die Suche hat nicht geklappt',
  lookingFor: 'Sucht nach {{text}}',
  artistsFound: 'Gefundene Künstler',
  foundFor: 'Gefunden zu {{text}}',
  nothingIsCalled: 'Nichts heißt „{{text}}“',
  tryFewerLettersOrThe:
    'Versuche weniger Buchstaben oder den Namen des Künstlers. Busker sucht in Titeln, Künstlern, Veröffentlichungen und Genres.',
  loadingNewMusic: 'Lädt neue Musik',
  loadingNewTracks: 'Lädt neue Stücke',
  showAllAgain: ': wieder alle zeigen',
  thisGenreCouldNotBe: 'Dieses Genre konnte nicht aufgelistet werden',
  lookingForLabel: 'Sucht nach {{genre}}',
  nothingOnSaleIsOf: 'Nichts, was jetzt verkauft wird, ist von diesem Genre.',
  worksOfTheGenre: 'Werke des Genres {{genre}}',
  titleArtistReleaseOrGenre: 'Titel, Künstler, Veröffentlichung oder Genre',
} as const
