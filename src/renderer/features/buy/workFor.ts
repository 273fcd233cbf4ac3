import type { WorkView } from '../../../shared/api/node.ts'
import { toAmount } from '../../../shared/money.ts'

/** What of an order says whom it is for; see `Buying`. */
interface Meant {
  readonly gift: string | null
  readonly isGiving: boolean
}

/** It is for somebody else, whoever that will be. */
export const isForAnother = ({ gift, isGiving }: Meant): boolean => isGiving || gift !== null

/** A work as it is sold to whom it is for: what one has paid for a release's tracks counts towards one's own copy alone. */
export function workFor(buying: Meant & { readonly work: WorkView }): WorkView {
  const { credit, ...whole } = buying.work
  if (credit === undefined || !isForAnother(buying)) return buying.work
  return { ...whole, price: toAmount(whole.price + credit) }
}
