import type { ApiHandlers } from '../../shared/api/define.ts'
import type { serverApi } from '../../shared/api/remote.ts'
import type { AppFixture } from './appFixture.ts'
import { pairedServer } from './fixtures/server.ts'

/** A server that sells while this machine is off. */
export function serverHandlers({
  server,
  serverOverview,
}: Pick<AppFixture, 'server' | 'serverOverview'>): ApiHandlers<typeof serverApi> {
  return {
    server: async () => ({ server }),
    pairServer: async () => ({ server: pairedServer }),
    serverOverview: async () => serverOverview,
    sellFromServer: async () => ({ ...serverOverview.lease, isTakingOver: true }),
    unpairServer: async () => ({ isTold: true }),
  }
}
