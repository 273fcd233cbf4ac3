export const share = {
  thePageIsInOpen:
    'Die Seite liegt in {{folder}}: Öffne index.html, oder kopiere den Ordner auf deinen Webspace.',
  writing: 'Schreibt…',
  writingOf: 'Schreibt {{done}} von {{total}}…',
  aWebPageOf: 'Eine Webseite von „{{name}}“',
  aFolderWithThePage:
    'Ein Ordner mit der Seite, ihren Bildern und den Hörproben als Dateien, für jeden Webspace. Besucher hören die Hörproben ohne Busker und kaufen mit Busker.',
  whereItWillBeIf: 'Wo sie stehen wird, wenn du es weißt',
  forTheFeedTheEmbedded: 'Für den Feed, den eingebetteten Player und Bilder, wo der Link geteilt wird.',
  wherePeopleGetBuskerIf: 'Wo man Busker bekommt, wenn du es sagen willst',
  writeAnAddressSuchAs: 'Schreibe eine Adresse, etwa https://example.org/music/.',
  savedTo: 'Gespeichert in {{file}}.',
  aCodeFor: 'Ein Code für „{{name}}“',
  whoeverHasBuskerAndPoints:
    'Wer Busker hat und eine Kamera darauf richtet, kommt zu dieser Seite. Drucke ihn zwei Zentimeter groß oder größer.',
  saveAsSvg: 'Als SVG speichern…',
  saveAsPng: 'Als PNG speichern…',
  qrCodeThatLeadsTo: 'QR-Code, der zu {{name}} führt',
  showAQrCode: 'QR-Code zeigen',
  webPage: 'Webseite…',
  copiedTheLinkToIt: 'Link zu „{{name}}“ kopiert. Er öffnet sich in Busker.',
} as const
