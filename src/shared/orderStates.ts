/** What has become of an order's money; `underWay`: locked, and either taken or given back. */
type OrderMoney = 'untouched' | 'underWay' | 'paid'

/**
 * When waiting in a state ends, whatever others do or don't do. `request`, `invoice`: it runs out. `lock`: no lock of it can
 * be taken any more, by the chain's clock, and a registration would be confirmed by now. `policy`: access to what was paid
 * for can't be opened with this policy any more. `letter`: whom a letter is for has had a month.
 */
export type OrderDeadline = 'request' | 'invoice' | 'lock' | 'policy' | 'letter'

/** Settled: the node has nothing left to do. Otherwise until when it waits at most, and the event that ends it then. */
type StateEnd =
  | { readonly isSettled: true }
  | { readonly isSettled: false; readonly deadline: OrderDeadline; readonly exit: string }

/** What a purchase is in one of its states. */
type PurchaseStateFacts = StateEnd & {
  readonly money: OrderMoney
  /**
   * `open`: not decided yet. `access`: the buyer can play it. `handedOver`: it was a gift. `owed`: it was paid for and
   * could not be opened in time; it is tried again when asked. `nothing`: it ended without.
   */
  readonly outcome: 'open' | 'access' | 'handedOver' | 'owed' | 'nothing'
}

/**
 * Every state of a purchase. A state added here is a compile error wherever something has to be said or done about it:
 * in the machine, in the sentences about money, on the screens and in their fixtures. What the node does next in a state
 * stands in the machine; tests generated from this table leave an order alone in each state and move the clock.
 */
export const purchaseStates = {
  requested: {
    isSettled: false,
    money: 'untouched',
    outcome: 'open',
    deadline: 'request',
    exit: 'ranOut',
  },
  invoiced: { isSettled: false, money: 'untouched', outcome: 'open', deadline: 'invoice', exit: 'ranOut' },
  paying: { isSettled: false, money: 'underWay', outcome: 'open', deadline: 'lock', exit: 'lockRanOut' },
  // The seller has said that it does not take this payment: nothing is sent any more, and a lock is waited for.
  refunding: { isSettled: false, money: 'underWay', outcome: 'open', deadline: 'lock', exit: 'lockRanOut' },
  paid: { isSettled: false, money: 'paid', outcome: 'open', deadline: 'policy', exit: 'notOpened' },
  joined: { isSettled: false, money: 'paid', outcome: 'access', deadline: 'letter', exit: 'acknowledged' },
  owned: { isSettled: true, money: 'paid', outcome: 'access' },
  handedOver: { isSettled: true, money: 'paid', outcome: 'handedOver' },
  unopened: { isSettled: true, money: 'paid', outcome: 'owed' },
  declined: { isSettled: true, money: 'untouched', outcome: 'nothing' },
  cancelled: { isSettled: true, money: 'untouched', outcome: 'nothing' },
  expired: { isSettled: true, money: 'untouched', outcome: 'nothing' },
  failed: { isSettled: true, money: 'untouched', outcome: 'nothing' },
} as const satisfies Readonly<Record<string, PurchaseStateFacts>>
export type PurchaseState = keyof typeof purchaseStates

/** What a sale is in one of its states. `underWay`: the secret may be out, and with it access. */
type SaleStateFacts = StateEnd & { readonly money: OrderMoney }

/** Every state of a sale; see `purchaseStates`. A settled one may still be told of its delivery, and of a late payment. */
export const saleStates = {
  invoiced: { isSettled: false, money: 'untouched', deadline: 'invoice', exit: 'ranOut' },
  // A lock came that is not taken: whose it is hears why.
  refusing: { isSettled: false, money: 'untouched', deadline: 'lock', exit: 'ranOut' },
  releasing: { isSettled: false, money: 'underWay', deadline: 'lock', exit: 'withheld' },
  paid: { isSettled: true, money: 'paid' },
  delivered: { isSettled: true, money: 'paid' },
  expired: { isSettled: true, money: 'untouched' },
} as const satisfies Readonly<Record<string, SaleStateFacts>>
export type SaleState = keyof typeof saleStates

interface InPurchaseState {
  readonly state: PurchaseState
}
interface InSaleState {
  readonly state: SaleState
}

/** True once the recipient, if it is oneself, can play it. */
export function hasAccess({ state }: InPurchaseState): boolean {
  return purchaseStates[state].outcome === 'access'
}

/** A purchase that gave what was ordered, to oneself or to somebody else. */
export function hasSucceeded({ state }: InPurchaseState): boolean {
  const { outcome } = purchaseStates[state]
  return outcome === 'access' || outcome === 'handedOver'
}

/** A purchase that is paid for, and could not be opened in time. */
export function isUnopened({ state }: InPurchaseState): boolean {
  return purchaseStates[state].outcome === 'owed'
}

/** A purchase that waits for nothing more and gave nothing to play, paid for or not. */
export function endedWithoutAccess(purchase: InPurchaseState): boolean {
  return hasFailed(purchase) || isUnopened(purchase)
}

/** A purchase whose buyer waits for what was ordered: not decided yet, or paid for and still to be opened. */
export function isAwaited({ state }: InPurchaseState): boolean {
  const { outcome }: PurchaseStateFacts = purchaseStates[state]
  return outcome === 'open' || outcome === 'owed'
}

/** A purchase that ended without giving what was ordered. */
export function hasFailed({ state }: InPurchaseState): boolean {
  return purchaseStates[state].outcome === 'nothing'
}

/** True while money of a purchase is under way: it is taken, or comes back. */
export function isPaying({ state }: InPurchaseState): boolean {
  return purchaseStates[state].money === 'underWay'
}

/** True while a purchase can still be agreed to or taken back: nothing has been sent. */
export function canCancel({ state }: InPurchaseState): boolean {
  const { money, outcome }: PurchaseStateFacts = purchaseStates[state]
  return outcome === 'open' && money === 'untouched'
}

/** True once a sale's money is the artist's, but for what is owed. */
export function isEarned({ state }: InSaleState): boolean {
  return saleStates[state].money === 'paid'
}

/** The names of a table's states that `holds` is true for. */
function statesWhere<State extends string, Facts>(
  table: Readonly<Record<State, Facts>>,
  holds: (facts: Facts) => boolean,
): readonly State[] {
  return stateNames(table).filter((state) => holds(table[state]))
}

function stateNames<State extends string>(table: Readonly<Record<State, unknown>>): readonly State[] {
  return Object.keys(table) as State[]
}

export const purchaseStateNames = stateNames(purchaseStates)
export const saleStateNames = stateNames(saleStates)

/** Purchases in these states ended without access: the same can be ordered again. */
export const failedPurchaseStates = purchaseStateNames.filter((state) => hasFailed({ state }))
/** Purchases in these states can be played. */
export const accessPurchaseStates = purchaseStateNames.filter((state) => hasAccess({ state }))
export const succeededPurchaseStates = purchaseStateNames.filter((state) => hasSucceeded({ state }))
/** Purchases in these states wait for an answer, or for what becomes of a payment. */
export const unpaidPurchaseStates = statesWhere(
  purchaseStates,
  (facts) => !facts.isSettled && facts.money !== 'paid',
)
/** Purchases in these states wait for something before they give what was ordered. */
export const openPurchaseStates = statesWhere(purchaseStates, ({ outcome }) => outcome === 'open')
/** What was paid in these states stays paid. */
export const paidPurchaseStates = statesWhere(purchaseStates, ({ money }) => money === 'paid')
export const payingPurchaseStates = statesWhere(purchaseStates, ({ money }) => money === 'underWay')

/** Sales in these states ended unpaid: the same can be sold to the same buyer again. */
export const unpaidSaleStates = statesWhere(
  saleStates,
  (facts) => facts.isSettled && facts.money === 'untouched',
)
/** Sales in these states wait for their payment. */
export const openSaleStates = statesWhere(
  saleStates,
  (facts) => !facts.isSettled && facts.money === 'untouched',
)
export const releasingSaleStates = statesWhere(saleStates, ({ money }) => money === 'underWay')
/** Sales in these states have, or may have, given access. */
export const grantedSaleStates = statesWhere(saleStates, ({ money }) => money !== 'untouched')
/** Sales in these states have something left to do. */
export const unsettledSaleStates = statesWhere(saleStates, ({ isSettled }) => !isSettled)
