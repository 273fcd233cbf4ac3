import type { ApiHandlers } from '../../shared/api/define.ts'
import type { leaseApi, LeaseView } from '../../shared/api/lease.ts'
import type { BuskerNode } from '../createNode.ts'

/** Answers which machine may use the money of these words, and takes over from another one. */
export function leaseHandlers(
  lease: Pick<BuskerNode['lease'], 'held' | 'other' | 'yieldedTo' | 'isTakingOver' | 'takeOver'>,
): ApiHandlers<typeof leaseApi> {
  const view = (): LeaseView => ({
    isHere: lease.held,
    other: lease.held ? null : lease.other,
    yieldedTo: lease.held ? null : lease.yieldedTo,
    isTakingOver: lease.isTakingOver,
  })
  return {
    lease: async () => view(),
    async takeOver() {
      lease.takeOver()
      return view()
    },
  }
}
