import type { ChainStepView } from '../../../shared/api/chainSteps.ts'
import type { PaymentView } from '../../../shared/api/node.ts'
import type { TransferView } from '../../../shared/api/transfers.ts'
import type { Address } from '../../../shared/ids.ts'

/** What moved over the connection or out of the account, and what was done on the chain for that. */
export type Movement =
  | { readonly kind: 'payment'; readonly payment: PaymentView }
  | { readonly kind: 'transfer'; readonly transfer: TransferView }
  | { readonly kind: 'step'; readonly step: ChainStepView }

/** Newest first. */
export function movementsOf(
  payments: readonly PaymentView[],
  transfers: readonly TransferView[],
  steps: readonly ChainStepView[],
): readonly Movement[] {
  return [
    ...payments.map((payment): Movement => ({ kind: 'payment', payment })),
    ...transfers.map((transfer): Movement => ({ kind: 'transfer', transfer })),
    ...steps.map((step): Movement => ({ kind: 'step', step })),
  ].toSorted((a, b) => atOf(b) - atOf(a))
}

/** When, ms since epoch. */
export function atOf(row: Movement): number {
  switch (row.kind) {
    case 'payment':
      return row.payment.changedAt
    case 'transfer':
      return row.transfer.createdAt
    case 'step':
      return row.step.createdAt
  }
}

/** Whom it went to, or came from. */
export function counterpartyOf(row: Movement): Address {
  if (row.kind === 'transfer') return row.transfer.to
  if (row.kind === 'step') return row.step.partner
  return row.payment.direction === 'sent' ? row.payment.target : row.payment.initiator
}

export function keyOf(row: Movement): string {
  if (row.kind === 'transfer') return row.transfer.id
  if (row.kind === 'step') return row.step.id
  const { direction, changedAt, target, amount } = row.payment
  return `${direction} ${changedAt} ${target} ${amount}`
}

/** The kinds one can look at alone. */
export const movementKinds = ['all', 'received', 'paid', 'chain', 'fees'] as const
export type MovementKind = (typeof movementKinds)[number]

/** Whether a movement is of a kind; one may be of several. What failed is of the kind it would have been. */
export function isOfKind(row: Movement, kind: MovementKind): boolean {
  switch (kind) {
    case 'all':
      return true
    case 'received':
      return row.kind === 'payment' && row.payment.direction === 'received'
    case 'paid':
      return row.kind === 'transfer' || (row.kind === 'payment' && row.payment.direction === 'sent')
    case 'chain':
      return row.kind !== 'payment'
    case 'fees':
      return hasFee(row)
  }
}

function hasFee(row: Movement): boolean {
  switch (row.kind) {
    case 'payment':
      return row.payment.direction === 'sent' && row.payment.outcome === 'paid' && row.payment.fee > 0n
    case 'transfer':
      return row.transfer.state === 'sent'
    case 'step':
      return (row.step.fee ?? 0n) > 0n
  }
}

/** Whether every word typed is somewhere in what a row says. */
export function fitsText(said: readonly string[], text: string): boolean {
  const all = said.join(' ').toLocaleLowerCase()
  return text
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word))
}
