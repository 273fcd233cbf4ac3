export const purchases = {
  loadingWhatYouBought: 'Loading what you bought',
  whatYouBoughtCouldNot: 'What you bought could not be read',
  artistsCannotBeReached: 'Artists cannot be reached. Orders under way are kept and go on when you are back.',
  ordersAndReceipts: 'Orders and receipts',
  nothingBoughtYet: 'Nothing bought yet',
  eachPurchaseLeavesAReceipt: 'Each purchase leaves a receipt signed by the artist. You find them here.',
  saveTheReceiptFor: 'Save the receipt for {{title}}',
  whatYouBought: 'What you bought',
  theReceiptIsSavedAs: 'The receipt is saved as {{file}}.',
  readTheNote: 'Read the note…',
  aNoteFromTheArtist: 'A note from the artist',
} as const
