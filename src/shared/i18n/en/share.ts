export const share = {
  thePageIsInOpen: 'The page is in {{folder}}: open index.html, or copy the folder to your web space.',
  writing: 'Writing…',
  writingOf: 'Writing {{done}} of {{total}}…',
  aWebPageOf: 'A web page of “{{name}}”',
  aFolderWithThePage:
    'A folder with the page, its pictures and the previews as files, for any web space. Visitors hear the previews without Busker, and buy with it.',
  whereItWillBeIf: 'Where it will be, if you know',
  forTheFeedTheEmbedded: 'For the feed, the embedded player, and pictures where the link is shared.',
  wherePeopleGetBuskerIf: 'Where people get Busker, if you want to say',
  writeAnAddressSuchAs: 'Write an address, such as https://example.org/music/.',
  savedTo: 'Saved to {{file}}.',
  aCodeFor: 'A code for “{{name}}”',
  whoeverHasBuskerAndPoints:
    'Whoever has Busker and points a camera at it comes to this page. Print it at two centimetres or more.',
  saveAsSvg: 'Save as SVG…',
  saveAsPng: 'Save as PNG…',
  qrCodeThatLeadsTo: 'QR code that leads to {{name}}',
  showAQrCode: 'Show a QR code',
  webPage: 'Web page…',
  copiedTheLinkToIt: 'Copied the link to “{{name}}”. It opens in Busker.',
} as const
