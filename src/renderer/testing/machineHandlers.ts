import type { ApiHandlers } from '../../shared/api/define.ts'
import type { AppApi } from '../../shared/api/app.ts'
import type { WindowApi } from '../../shared/ipc.ts'
import type { AppFixture } from './appFixture.ts'

type Methods = Pick<ApiHandlers<AppApi>, 'app.chooseCopy'> &
  Pick<ApiHandlers<WindowApi>, 'lease' | 'snapshotState' | 'takeOver'>

/** Copies in files, and other machines with the same words. */
export function machineHandlers({ lease, snapshot }: Pick<AppFixture, 'lease' | 'snapshot'>): Methods {
  return {
    'app.chooseCopy': async ({ file }) => ({
      file: file ?? '/home/ana/Documents/snapshot.busker',
      name: 'snapshot.busker',
      number: 12,
      madeAt: Date.now() - 86_400_000,
    }),
    snapshotState: async () => snapshot,
    lease: async () => lease,
    takeOver: async () => ({ ...lease, isTakingOver: true }),
  }
}
