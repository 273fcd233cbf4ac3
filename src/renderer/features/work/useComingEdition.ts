import type { WorkView } from '../../../shared/api/node.ts'
import { workNameOf } from '../../../shared/editions.ts'
import { hasFailed } from '../../../shared/orderStates.ts'
import { useIpcQuery } from '../../ipc/queries.ts'

/** True while one owns another edition of this work, and this one is still to come, for nothing. */
export function useComingEdition({ label, isOwned, isOwn }: WorkView): boolean {
  const isAsked = !isOwned && !isOwn
  const orders = useIpcQuery('purchases', {}, { isEnabled: isAsked }).data ?? []
  if (!isAsked) return false
  const ofWork = orders.filter((order) => workNameOf(order.label) === workNameOf(label))
  const own = ofWork.filter((order) => order.label === label)
  const isRefused = own.length > 0 && own.every(hasFailed)
  return !isRefused && ofWork.some((order) => order.hasAccess && order.label !== label)
}
