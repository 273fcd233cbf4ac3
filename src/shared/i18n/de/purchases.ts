export const purchases = {
  loadingWhatYouBought: 'Lädt, was du gekauft hast',
  whatYouBoughtCouldNot: 'Was du gekauft hast, konnte nicht gelesen werden',
  artistsCannotBeReached:
    'Künstler sind nicht erreichbar. Laufende Bestellungen bleiben erhalten und gehen weiter, sobald du zurück bist.',
  ordersAndReceipts: 'Bestellungen und Belege',
  nothingBoughtYet: 'Noch nichts gekauft',
  eachPurchaseLeavesAReceipt:
    'Jeder Kauf hinterlässt einen Beleg mit der Unterschrift des Künstlers. Du findest sie hier.',
  saveTheReceiptFor: 'Beleg für {{title}} speichern',
  whatYouBought: 'Was du gekauft hast',
  theReceiptIsSavedAs: 'Der Beleg ist als {{file}} gespeichert.',
  readTheNote: 'Nachricht lesen …',
  aNoteFromTheArtist: 'Eine Nachricht vom Künstler',
  aNoteWithAGift: 'Eine Nachricht mit einem Geschenk',
  givenTo: 'Für {{name}}',
} as const
