import type { WorkView } from '../../../shared/api/node.ts'
import { asPresent } from '../../../shared/asPresent.ts'

/** What of an order says whom it is for; see `Buying`. */
interface Meant {
  readonly gift: string | null
  readonly isGiving: boolean
}

/** It is for somebody else, whoever that will be. */
export const isForAnother = ({ gift, isGiving }: Meant): boolean => isGiving || gift !== null

/** A work as it is sold to whom it is for. */
export function workFor(buying: Meant & { readonly work: WorkView }): WorkView {
  return isForAnother(buying) ? asPresent(buying.work) : buying.work
}
