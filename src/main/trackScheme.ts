import type { Protocol } from 'electron'
import { toErrorData } from '../shared/errors.ts'
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
    if (new URL(request.url).host !== new URL(TRACK_ORIGIN).host) return refusal(404)
    try {
      return readable(await answer(request))
    } catch (error) {
      const { code } = toErrorData(error)
      if (code === 'INTERNAL_ERROR') onFailure(error)
      return refusal(code === 'NODE_LOCKED' ? 423 : 404)
    }
  })
}

function refusal(status: number): Response {
  return readable(new Response(null, { status }))
}

/** Only our own page may read what comes; nothing of it is kept by Chromium. */
function readable(response: Response): Response {
  const headers = new Headers(response.headers)
  headers.set('access-control-allow-origin', APP_ORIGIN)
  headers.set('cache-control', 'no-store')
  headers.set('x-content-type-options', 'nosniff')
  return new Response(response.body, { status: response.status, headers })
}
