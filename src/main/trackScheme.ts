import type { Protocol } from 'electron'
import { isBuskerError } from '../shared/errors.ts'
import { appOrigin, trackOrigin } from '../shared/origins.ts'

const scheme = new URL(trackOrigin).protocol.slice(0, -1)

/** The argument of `registerSchemesAsPrivileged`. */
export const trackScheme = {
  scheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true },
}

/**
 * Serves the node's sound and pictures to the main window's page, and to no other.
 *
 * @param respond throws when no node is open
 */
export function serveTracks(
  protocol: Protocol,
  respond: (request: Request) => Promise<Response>,
  onFailure: (error: unknown) => void,
): void {
  protocol.handle(scheme, async (request) => {
    if (request.method !== 'GET') return errorResponse(405)
    try {
      return await respond(request)
    } catch (error) {
      if (isBuskerError(error, 'NODE_LOCKED')) return errorResponse(423)
      onFailure(error)
      return errorResponse(500)
    }
  })
}

function errorResponse(status: number): Response {
  return new Response(null, { status, headers: { 'access-control-allow-origin': appOrigin } })
}
