import type { DeviceLease } from '../lease/deviceLease.ts'
import { createSnapshotClient } from '../snapshot/snapshotClient.ts'
import { SnapshotSync } from '../snapshot/snapshotSync.ts'
import type { NodeBase } from './base.ts'

export function composeSnapshots(
  { options, hub, store, settings, peer, logFailure }: NodeBase,
  lease: DeviceLease,
): SnapshotSync {
  const { keys } = options
  const logProblem = logFailure('snapshots')
  return new SnapshotSync({
    store,
    settings,
    keys,
    hub: createSnapshotClient(peer, hub, keys.identity),
    refusal: () => {
      const { state } = lease
      return lease.isElsewhere && !state.held ? state.reason : null
    },
    onProblem: (problem) => problem !== null && logProblem(problem),
  })
}
