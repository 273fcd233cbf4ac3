import type { accountApi } from '../../shared/api/account.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import { toErrorData } from '../../shared/errors.ts'
import { exportSnapshot } from '../snapshot/snapshotFile.ts'
import type { SnapshotSync } from '../snapshot/snapshotSync.ts'

type Methods = Pick<ApiHandlers<NodeApi>, 'snapshotExport' | 'snapshotKeep'> &
  Pick<ApiHandlers<typeof accountApi>, 'snapshotState'>

/** Writes snapshots to files and to the hub, and answers how far the store is safe with the hub. */
export function snapshotHandlers(snapshots: Pick<SnapshotSync, 'make' | 'flush' | 'progress'>): Methods {
  return {
    async snapshotExport({ file }) {
      const snapshot = await snapshots.make()
      await exportSnapshot(file, snapshot)
      return { number: snapshot.body.number }
    },
    async snapshotKeep() {
      await snapshots.flush()
      return { number: snapshots.progress.kept }
    },
    async snapshotState() {
      const { kept, keptAt, problem } = snapshots.progress
      return { kept, keptAt, problem: problem === null ? null : toErrorData(problem) }
    },
  }
}
