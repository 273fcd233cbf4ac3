import type { ErrorEntries } from './errorEntry.ts'

/** Orders. */
export const orderErrors = {
  BASKET_FULL: { money: 'untouched', action: 'Buy what is in the basket, or take something out.' },
  BASKET_NOTHING_TO_BUY: { money: 'untouched', action: 'Put works that are sold into the basket.' },
  BASKET_UNDER_WAY: { money: 'untouched', action: 'Stop the purchase first, or wait for its end.' },
  BUYER_NOT_CONNECTED: {
    money: 'untouched',
    action: 'Connect to the hub in the wallet: the order goes on by itself. It can be cancelled until then.',
  },
  CONTACTS_FULL: { money: 'untouched', action: 'Remove a contact: busker contacts remove NAME' },
  BOUGHT_NOT_PAID: { money: 'untouched', action: 'Nothing: what was free, or was paid back, is not shown.' },
  BOUGHT_NOT_YOURS: { money: 'untouched', action: 'Show what you bought yourself, for yourself.' },
  BOUGHT_SHOWN_ELSEWHERE: { money: 'untouched', action: 'Nothing: it is shown once.' },
  COLLECTION_NAME: { money: 'untouched', action: 'Give a name.' },
  CONTACT_KEYS_CHANGED: {
    money: 'untouched',
    action: 'Ask them, elsewhere, whether they have new keys; then keep the card anew, with --replace.',
  },
  CONTACT_NAME_MOVED: {
    money: 'untouched',
    action: 'Ask them, elsewhere, who they are; then remove the contact and look the name up again.',
  },
  CONTACT_NAME_TAKEN: { money: 'untouched', action: 'Choose another name.' },
  CONTACT_UNKNOWN: { money: 'untouched', action: 'List the contacts: busker contacts' },
  CONTACT_WITHOUT_CARD: { money: 'untouched', action: 'Ask them for their card: busker contacts link' },
  GIFT_TO_ONESELF: {
    money: 'untouched',
    action: 'Choose somebody else, or buy it for yourself.',
  },
  GIFT_TOO_MANY: {
    money: 'paid',
    action: 'Accept or decline some gifts; what was paid for you is also given to you when you order it.',
  },
  GIFT_UNKNOWN: { money: 'untouched', action: 'List the gifts: busker gifts' },
  ORDER_ABOVE_CAPACITY: {
    money: 'untouched',
    action: 'Order again and pay less, or wait until the artist can be paid so much at once.',
  },
  ORDER_ALREADY_OWNED: { money: 'untouched', action: 'Nothing: whom it is for has it already.' },
  ORDER_BELOW_MINIMUM: { money: 'untouched', action: 'Order again and choose the minimum or more.' },
  ORDER_COSTS_MORE: {
    money: 'untouched',
    action: 'Look at the price again, and agree to more if it is worth it.',
  },
  ORDER_EXPIRED: { money: 'untouched', action: 'Order again.' },
  ORDER_HUB_SILENT: {
    money: 'kept',
    action: 'Order again with what is left, or close the connection to this hub to have it all back.',
  },
  ORDER_CODE_OVER: { money: 'untouched', action: 'Ask whoever gave it for another, or buy the work.' },
  ORDER_CODE_TRIES: {
    money: 'untouched',
    action: 'Compare the code letter by letter, and try again in an hour.',
  },
  ORDER_CODE_UNKNOWN: {
    money: 'untouched',
    action: 'Compare the code and the work with what you were given.',
  },
  ORDER_CODE_USED: { money: 'untouched', action: 'Ask whoever gave it for another, or buy the work.' },
  ORDER_CREDIT_UNKNOWN: { money: 'untouched', action: 'Order it again for its price, or ask the artist.' },
  ORDER_INVOICE_EXPIRED: {
    money: 'untouched',
    action: "Nothing: a fresh invoice is asked for. If it keeps happening, check this machine's clock.",
  },
  ORDER_INVOICE_FORGED: { money: 'untouched', action: 'Order again later. What answered is not the artist.' },
  ORDER_INVOICE_REUSED: {
    money: 'untouched',
    action: 'Wait: a new invoice is asked for. The message says until when the old one holds.',
  },
  ORDER_INVOICE_WRONG: { money: 'untouched', action: 'Order again; tell the artist if it happens again.' },
  ORDER_LOCK_PENDING: {
    money: 'pending',
    action: 'Wait: the message says by when the payment is taken or given back.',
  },
  ORDER_LOCK_RAN_OUT: { money: 'returned', action: 'Order again.' },
  ORDER_LOCK_REFUSED: { money: 'returned', action: 'Order again: it waits until the artist can be paid.' },
  ORDER_LOCK_UNFIT: {
    money: 'returned',
    action:
      "Order again. If it keeps happening, check this machine's clock, and tell the artist to check theirs.",
  },
  ORDER_MANIFEST_WRONG: { money: 'untouched', action: 'Look for the newest edition and buy that one.' },
  ORDER_NOT_FOR_US: { money: 'untouched', action: 'Choose the network that the artist sells on.' },
  ORDER_NOT_ON_SALE: { money: 'untouched', action: 'Look for the newest edition.' },
  ORDER_OWN_WORK: { money: 'untouched', action: 'Nothing: your own works need no purchase.' },
  ORDER_PAID_BY_ANOTHER: { money: 'returned', action: 'Nothing: whom it is for has it already.' },
  ORDER_PRICE_CHANGED: {
    money: 'untouched',
    action: 'Look at the new price, and order again if it is worth it.',
  },
  ORDER_PRICE_FIXED: { money: 'untouched', action: 'Order it for its price. A tip is sent from the wallet.' },
  ORDER_REDUCTION_AHEAD: {
    money: 'untouched',
    action: 'Order it again a little later, or agree to what it costs now.',
  },
  ORDER_REDUCTION_OVER: { money: 'untouched', action: 'Order it again, if it is worth what it costs now.' },
  ORDER_REQUEST_EXPIRED: {
    money: 'untouched',
    action: "Order again. If it keeps happening, check this machine's clock.",
  },
  ORDER_RESTORED: { money: 'pending', action: 'Ask again: if the seller was paid, it costs nothing.' },
  ORDER_REVOKED: { money: 'paid', action: 'Ask the artist. What was joined before stays playable.' },
  ORDER_SELLER_UNKNOWN: { money: 'pending', action: 'Wait: the artist is looked up again.' },
  ORDER_TOO_LATE: { money: 'pending', action: "Wait for the order to end; it can't be taken back any more." },
  ORDER_TOO_MANY_OPEN: {
    money: 'untouched',
    action: 'Pay the open invoices, or let them run out, and order again.',
  },
  ORDER_UNDER_WAY: {
    money: 'untouched',
    action: 'Agree to the order as it stands, or take it back and order again.',
  },
  ORDER_UNKNOWN: { money: 'untouched', action: 'List the orders: busker orders' },
  ORDER_UNPAID: { money: 'untouched', action: 'Wait until it is paid: only then is there a receipt.' },
  ORDER_UNSETTLED: {
    money: 'pending',
    action: 'Wait: the delivery is confirmed again once the payment has settled.',
  },
  ORDER_WRONG_NETWORK: { money: 'untouched', action: 'Choose the network that the work is sold on.' },
  RECEIPT_AMBIGUOUS: {
    money: 'untouched',
    action: 'Ask for a file with one receipt in it. Do not believe what this one says.',
  },
  RECEIPT_MISSING: {
    money: 'untouched',
    action: 'Choose the file that Busker wrote, as it was written.',
  },
  RECEIPT_OF_ANOTHER: {
    money: 'untouched',
    action: 'Do not believe it: it proves nothing about this work.',
  },
  RECEIPT_TOO_LARGE: { money: 'untouched', action: 'Choose the file that Busker wrote.' },
  REFUND_BALANCE_TOO_LOW: {
    money: 'untouched',
    action: 'Put money into the connection to the hub: the refund goes on by itself.',
  },
  REFUND_BUYER_AWAY: {
    money: 'untouched',
    action:
      'Leave Busker open: the refund goes on by itself. Or take it back: busker refund ORDER --take-back',
  },
  REFUND_CHANGED: { money: 'untouched', action: 'Look at the order again, and say how much.' },
  REFUND_DONE: { money: 'paid', action: 'Nothing: the buyer has the money.' },
  REFUND_HUB_SILENT: {
    money: 'kept',
    action: "Ask the hub's operator, or close the connection to this hub to have it all back.",
  },
  REFUND_LOCK_PENDING: {
    money: 'pending',
    action: "Wait, with Busker open: it is not sent again. Ask the hub's operator if it stays so.",
  },
  REFUND_NOTHING_PAID: { money: 'untouched', action: 'Nothing: look at the sales that were paid.' },
  REFUND_NOT_EARNED: {
    money: 'untouched',
    action: "Ask the hub's operator to pay what it owes; then pay it back.",
  },
  REFUND_RAN_OUT: { money: 'untouched', action: 'Begin it again, or send the buyer a tip later.' },
  REFUND_TAKEN_BACK: { money: 'untouched', action: 'Nothing: you took it back. It can be begun again.' },
  REFUND_TOO_MUCH: { money: 'untouched', action: 'Pay back as much as is left of the sale, or less.' },
  REFUND_UNDER_WAY: {
    money: 'untouched',
    action: 'Wait until the one before is there, or take it back: busker refund ORDER --take-back',
  },
  REFUND_UNSURE: {
    money: 'atRisk',
    action: 'Ask the buyer whether it came; what is missing can be sent as a tip.',
  },
  RESERVATION_BUYING: { money: 'untouched', action: 'Take the order back: busker cancel ORDER' },
  RESERVATION_CANCELLED: { money: 'untouched', action: 'Ask the artist, or take it off the list.' },
  RESERVATION_CHANGED: { money: 'untouched', action: 'Look at what is on sale, and buy it if you like it.' },
  RESERVATION_FULL: { money: 'untouched', action: 'Take a reservation back: busker reservations' },
  RESERVATION_ON_SALE: { money: 'untouched', action: 'Buy it: busker buy LABEL' },
  RESERVATION_RAN_OUT: { money: 'untouched', action: 'Reserve it again, if the artist still announces it.' },
  RESERVATION_RESTORED: {
    money: 'untouched',
    action: 'See whether you own it by now; if not, reserve it again or buy it.',
  },
  RESERVATION_TOO_FAR: { money: 'untouched', action: 'Reserve it nearer to its day.' },
  RESERVATION_UNKNOWN: { money: 'untouched', action: 'See what is announced: busker coming' },
  SALE_GAS_MISSING: {
    money: 'atRisk',
    action:
      "Send some of the chain's own coin to the account before the payment's time is over; the buyer gets access either way.",
  },
  SALE_NOTHING_OWED: { money: 'untouched', action: 'Nothing: look at the sales that have something owed.' },
  SALE_NOT_WORTH_GAS: {
    money: 'atRisk',
    action: "Ask the hub's operator: the buyer gets access, and the hub owes the price.",
  },
  SALE_WITHHELD: {
    money: 'atRisk',
    action: "Ask the hub's operator to pay what it owes, or give the debt up: busker waive",
  },
  SELLER_BUSY: {
    money: 'untouched',
    action: 'Wait: the order goes on by itself, in an hour at most. It can be cancelled until then.',
  },
  SELLER_HUB_IN_DEBT: {
    money: 'untouched',
    action:
      'Wait: the order goes on once the hub has paid the artist what it owes. It can be cancelled until then.',
  },
  SELLER_UNPAYABLE: {
    money: 'untouched',
    action: 'Wait: the order goes on once the artist can be paid. It can be cancelled until then.',
  },
  THANKS_NOT_WANTED: { money: 'untouched', action: 'Nothing: leave it at that.' },
  THANKS_UNPAID: { money: 'untouched', action: 'Write once it is bought.' },
  THANKS_WRITTEN: { money: 'untouched', action: 'Nothing: one note a sale is sent.' },
} as const satisfies ErrorEntries
