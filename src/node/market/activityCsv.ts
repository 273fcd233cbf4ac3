import type { ChainStepView } from '../../shared/api/chainSteps.ts'
import type { PaymentView, PurchaseView, SaleView } from '../../shared/api/node.ts'
import type { TransferView } from '../../shared/api/transfers.ts'
import { rateCells, rateColumns } from '../../shared/currency.ts'
import { isHubCredit } from '../../shared/hubCredit.ts'
import type { Label } from '../../shared/ids.ts'
import { coinToken, exactAmount, type Token } from '../../shared/token.ts'
import { csvText } from './csvText.ts'

const columns = [
  'date',
  'kind',
  'state',
  'work',
  'counterparty',
  'in',
  'out',
  'moved',
  'symbol',
  'fee',
  'feeSymbol',
  'transaction',
  'order',
  ...rateColumns,
] as const
type Line = Record<(typeof columns)[number], string>

/** Everything that moved, as the node's API says it. */
export interface ActivityRows {
  readonly payments: readonly PaymentView[]
  readonly transfers: readonly TransferView[]
  readonly chainSteps: readonly ChainStepView[]
  readonly orders: readonly Pick<PurchaseView | SaleView, 'id' | 'label'>[]
}

interface CsvNames {
  /** Null: not known any more. */
  readonly titleOf: (label: Label) => string | null
  readonly token: Token
  /** Symbol of the coin that the chain is paid in. */
  readonly coin: string
}

/**
 * Everything that moved, for a spreadsheet: one line a payment, a transfer out of the account or a step on the chain, oldest first.
 * `in` and `out` are what came to this person and went to others; `moved` is what went between their own account and their own
 * connection, and is neither; `inCurrency` is one of those two in the person's own currency by the `rate` of that time, where that was
 * known then. What failed moved nothing, and may have cost a fee. Amounts are exact; dates are ISO 8601 in UTC.
 */
export function activityCsv(rows: ActivityRows, names: CsvNames): string {
  const labels = new Map(rows.orders.map(({ id, label }) => [id, label]))
  const lines = [
    ...rows.payments.map((payment) => paymentLine(payment, labels, names)),
    ...rows.transfers.map((transfer) => transferLine(transfer, names)),
    ...rows.chainSteps.map((step) => stepLine(step, names)),
  ]
  return csvText(
    columns,
    lines.toSorted((a, b) => Date.parse(a.date) - Date.parse(b.date)),
  )
}

function paymentLine(
  payment: PaymentView,
  labels: ReadonlyMap<string, Label>,
  { titleOf, token }: CsvNames,
): Line {
  const { direction, outcome, initiator, target, changedAt, order } = payment
  const moved = outcome === 'paid' ? payment.amount : 0n
  const amount = exactAmount(moved, token)
  const isSent = direction === 'sent'
  const label = order === null ? undefined : labels.get(order)
  return {
    date: new Date(changedAt).toISOString(),
    kind: kindOf(payment),
    state: outcome,
    work: label === undefined ? '' : (titleOf(label) ?? ''),
    counterparty: isSent ? target : initiator,
    in: isSent ? '' : amount,
    out: isSent ? amount : '',
    moved: '',
    symbol: token.symbol,
    // Whoever is paid pays none: it comes on top.
    fee: isSent && outcome === 'paid' ? exactAmount(payment.fee, token) : '0',
    feeSymbol: token.symbol,
    transaction: '',
    order: order ?? '',
    ...rateCells(moved, token, payment.rate),
  }
}

function kindOf(payment: PaymentView): string {
  const { direction, order, isRefund } = payment
  if (isRefund === true) return 'refund'
  if (direction === 'sent') return order === null ? 'tip sent' : 'purchase'
  if (order !== null) return 'sale'
  return isHubCredit(payment) ? 'credit' : 'tip received'
}

function transferLine(transfer: TransferView, { token, coin }: CsvNames): Line {
  const { asset, state, to, fee, hash, createdAt } = transfer
  const unit = asset === 'token' ? token : coinToken(coin)
  const moved = state === 'failed' ? 0n : transfer.amount
  return {
    date: new Date(createdAt).toISOString(),
    kind: 'sent from account',
    state,
    work: '',
    counterparty: to,
    in: '',
    out: exactAmount(moved, unit),
    moved: '',
    symbol: unit.symbol,
    // While it is on its way that is the most it may be.
    fee: state === 'sent' ? exactAmount(fee, coinToken(coin)) : '',
    feeSymbol: coin,
    transaction: hash,
    order: '',
    ...rateCells(moved, unit, transfer.rate),
  }
}

function stepLine(step: ChainStepView, { token, coin }: CsvNames): Line {
  const { kind, state, partner, fee, hash, createdAt } = step
  return {
    date: new Date(createdAt).toISOString(),
    kind: `channel ${kind}`,
    state,
    work: '',
    counterparty: partner,
    in: '',
    out: '',
    moved: exactAmount(state === 'failed' ? 0n : step.amount, token),
    symbol: token.symbol,
    fee: fee === null ? '' : exactAmount(fee, coinToken(coin)),
    feeSymbol: coin,
    transaction: hash ?? '',
    order: '',
    ...rateCells(null, token, undefined),
  }
}
