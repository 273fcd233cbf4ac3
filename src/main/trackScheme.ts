import type { Protocol } from 'electron'
import { isBuskerError } from '../shared/errors.ts'
import { APP_ORIGIN, TRACK_ORIGIN } from '../shared/ipc.ts'

const SCHEME = new URL(TRACK_ORIGIN).protocol.slice(0, -1)

/** What `registerSchemesAsPrivileged` must be told. */
export const trackScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true },
}

/**
 * Serves the node's sound and pictures to the main window's page, and to no other.
 *
 * @param answer throws when no node is open
 */
export function serveTracks(
  protocol: Protocol,
  answer: (request: Request) => Promise<Response>,
  onFailure: (error: unknown) => void,
): void {
  protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET') return refusal(405)
    try {
      return await answer(request)
    } catch (error) {
      if (isBuskerError(error, 'NODE_LOCKED')) return refusal(423)
      onFailure(error)
      return refusal(500)
    }
  })
}

function refusal(status: number): Response {
  return new Response(null, { status, headers: { 'access-control-allow-origin': APP_ORIGIN } })
}
