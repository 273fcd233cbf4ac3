import { isBuskerError } from '../shared/errors.ts'
import { appOrigin } from '../shared/origins.ts'

/** What answers a page that asks for sound or a picture. */
export type ServeTrack = (request: Request) => Promise<Response>

/**
 * Serves the node's sound and pictures to the main window's page, and to no other.
 *
 * @param respond throws when no node is open
 */
export function serveTracks(respond: ServeTrack, onFailure: (error: unknown) => void): ServeTrack {
  return async (request) => {
    if (request.method !== 'GET') return errorResponse(405)
    try {
      return await respond(request)
    } catch (error) {
      if (isBuskerError(error, 'NODE_LOCKED')) return errorResponse(423)
      onFailure(error)
      return errorResponse(500)
    }
  }
}

function errorResponse(status: number): Response {
  return new Response(null, { status, headers: { 'access-control-allow-origin': appOrigin } })
}
