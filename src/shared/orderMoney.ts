/** What can have become of an order's money, each with the sentence that the node says of it. */
export const orderMoney = {
  nothingYet: 'Nothing has been paid yet.',
  onItsWay: 'Your payment is on its way. It is either taken, or back in your balance when its time runs out.',
  refused: 'The artist does not take this payment. The money is back in your balance when its time runs out.',
  opening: 'Paid. Access is being opened, and what you bought stays yours meanwhile.',
  free: 'It was free. It is yours.',
  paid: 'Paid. It is yours.',
  handedOver: 'Paid, and handed over.',
  unopened:
    'Paid. It could not be opened in time; the right to it stays yours. Ask for it again: that costs nothing.',
  nothing: 'Nothing was paid.',
  kept: 'The payment was not taken: the money is yours, and can be used again when the hub answers or the connection is closed.',
  returned: 'The payment was not taken: the money is back in your balance.',
  paidBack: 'The artist paid it back. The money is in your balance.',
  partPaidBack: 'The artist paid a part of it back. That money is in your balance.',
  notSent: 'The payment was not sent: the money never left your balance.',
} as const
