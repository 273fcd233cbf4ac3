export const hidden = {
  hiddenArtists: 'Ausgeblendete Künstler',
  nobodyIsHidden:
    'Niemand ist ausgeblendet. Das geht auf der Seite eines Künstlers oder im Menü eines Werks.',
  whatHiddenMeans:
    'Beim Entdecken, beim Suchen und in den Neuigkeiten wird nichts von ihnen gefunden. Was dir gehört, bleibt in der Bibliothek. Niemand erfährt davon.',
  artistIsHidden: 'Du hast diesen Künstler ausgeblendet.',
  hideTheArtist: 'Künstler ausblenden',
  showTheArtist: 'Künstler wieder zeigen',
  hideName: '{{name}} ausblenden',
  showName: '{{name}} wieder zeigen',
  showAgain: 'Wieder zeigen',
  isHidden: '{{name}} ist ausgeblendet. Was dir gehört, bleibt.',
  isShownAgain: '{{name}} wird wieder gezeigt.',
} as const
