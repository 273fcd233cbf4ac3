export const share = {
  thePageIsInOpen: 'La página está en {{folder}}: abre index.html, o copia la carpeta a tu espacio web.',
  writing: 'Escribiendo…',
  writingOf: 'Escribiendo {{done}} de {{total}}…',
  aWebPageOf: 'Una página web de «{{name}}»',
  aFolderWithThePage:
    'Una carpeta con la página, sus imágenes y los avances como archivos, para cualquier espacio web. Los visitantes oyen los avances sin Busker, y compran con él.',
  whereItWillBeIf: 'Dónde estará, si lo sabes',
  forTheFeedTheEmbedded:
    'Para el canal, el reproductor incrustado, y las imágenes donde se comparte el enlace.',
  wherePeopleGetBuskerIf: 'De dónde se obtiene Busker, si quieres decirlo',
  writeAnAddressSuchAs: 'Escribe una dirección, como https://example.org/music/.',
  savedTo: 'Guardado en {{file}}.',
  aCodeFor: 'Un código para «{{name}}»',
  whoeverHasBuskerAndPoints:
    'Quien tiene Busker y le apunta una cámara llega a esta página. Imprímelo a dos centímetros o más.',
  saveAsSvg: 'Guardar como SVG…',
  saveAsPng: 'Guardar como PNG…',
  qrCodeThatLeadsTo: 'Código QR que lleva a {{name}}',
  showAQrCode: 'Mostrar un código QR',
  webPage: 'Página web…',
  copiedTheLinkToIt: 'Se copió el enlace a «{{name}}». Se abre en Busker.',
} as const
