import type { accountApi } from '../../shared/api/account.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { HubConnector } from '../connection/hubConnector.ts'
import { type ConnectionViewParts, readConnectionView } from './readConnectionView.ts'

interface Parts extends ConnectionViewParts {
  readonly hubConnector: ConnectionViewParts['hubConnector'] & Pick<HubConnector, 'request' | 'cancel'>
}

/** Answers how far the connection to the hub is, and requests one. */
export function connectionHandlers(
  parts: Parts,
): Pick<ApiHandlers<typeof accountApi>, 'connection' | 'beginConnecting' | 'stopConnecting'> {
  return {
    connection: () => readConnectionView(parts),
    async beginConnecting({ deposit }) {
      parts.hubConnector.request(deposit)
      return readConnectionView(parts)
    },
    async stopConnecting() {
      parts.hubConnector.cancel()
      return readConnectionView(parts)
    },
  }
}
