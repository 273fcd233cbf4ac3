import type { WorkView } from './api/node.ts'
import { toAmount } from './money.ts'

/** A work as it is sold for somebody else: what one has paid for a release's tracks counts towards one's own copy alone. */
export function asPresent({ credit, ...work }: WorkView): WorkView {
  return credit === undefined ? work : { ...work, price: toAmount(work.price + credit) }
}
