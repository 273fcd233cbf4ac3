import { createSnapshotClient } from '../snapshot/snapshotClient.ts'
import { SnapshotSync } from '../snapshot/snapshotSync.ts'
import type { NodeBase } from './base.ts'

export function composeSnapshots({
  options,
  hub,
  store,
  settings,
  peer,
  logFailure,
}: NodeBase): SnapshotSync {
  const { keys } = options
  const logProblem = logFailure('snapshots')
  return new SnapshotSync({
    store,
    settings,
    keys,
    hub: createSnapshotClient(peer, hub, keys.identity),
    onProblem: (problem) => problem !== null && logProblem(problem),
  })
}
