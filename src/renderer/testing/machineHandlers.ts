import type { ApiHandlers } from '../../shared/api/define.ts'
import type { AppApi } from '../../shared/api/app.ts'
import type { WindowApi } from '../../shared/ipc.ts'
import type { AppFixture } from './appFixture.ts'

type Methods = Pick<ApiHandlers<AppApi>, 'app.chooseCopy'> &
  Pick<
    ApiHandlers<WindowApi>,
    'lease' | 'snapshotState' | 'takeOver' | 'currency' | 'setCurrency' | 'onRamps'
  >

/** Copies in files, other machines with the same words, and what the network says of its token. */
export function machineHandlers({
  lease,
  snapshot,
  currency,
  onRamps,
}: Pick<AppFixture, 'lease' | 'snapshot' | 'currency' | 'onRamps'>): Methods {
  return {
    'app.chooseCopy': async ({ file }) => ({
      file: file ?? '/home/ana/Documents/snapshot.busker',
      name: 'snapshot.busker',
      number: 12,
      madeAt: Date.now() - 86_400_000,
    }),
    currency: async () => currency,
    setCurrency: async (chosen) => ({ ...currency, chosen: chosen.currency }),
    onRamps: async () => [...onRamps],
    snapshotState: async () => snapshot,
    lease: async () => lease,
    takeOver: async () => ({ ...lease, isTakingOver: true }),
  }
}
