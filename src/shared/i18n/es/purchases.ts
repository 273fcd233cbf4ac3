export const purchases = {
  loadingWhatYouBought: 'Cargando lo que compraste',
  whatYouBoughtCouldNot: 'No se pudo leer lo que compraste',
  artistsCannotBeReached:
    'No se puede llegar a los artistas. Los pedidos en curso se guardan y siguen cuando vuelvas.',
  ordersAndReceipts: 'Pedidos y recibos',
  nothingBoughtYet: 'Aún no has comprado nada',
  eachPurchaseLeavesAReceipt: 'Cada compra deja un recibo firmado por el artista. Los encuentras aquí.',
  saveTheReceiptFor: 'Guardar el recibo de {{title}}',
  whatYouBought: 'Lo que compraste',
  theReceiptIsSavedAs: 'El recibo se guardó como {{file}}.',
  readTheNote: 'Leer la nota…',
  aNoteFromTheArtist: 'Una nota del artista',
  aNoteWithAGift: 'Una nota con un regalo',
  givenTo: 'Para {{name}}',
} as const
