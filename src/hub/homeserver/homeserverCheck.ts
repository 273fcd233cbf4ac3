import { BuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'

/** How long the homeserver may take to say that it is there, ms. */
const patienceMs = 10_000

/**
 * Before Raiden is started: Raiden itself does not say what is wrong when there is no homeserver.
 *
 * `start` throws BuskerError `HUB_HOMESERVER_UNREACHABLE`.
 */
export function createHomeserverCheck(matrixUrl: string): Startable {
  return {
    async start() {
      const url = `${matrixUrl}/_matrix/client/versions`
      const failure = await fetch(url, { signal: AbortSignal.timeout(patienceMs) }).then(
        ({ ok, status }) => (ok ? null : `it answers ${status} to ${url}`),
        (error: unknown) => reasonOf(error),
      )
      if (failure === null) return
      throw new BuskerError(
        'HUB_HOMESERVER_UNREACHABLE',
        `The homeserver at ${matrixUrl} can't be used: ${failure}. Start it, or correct matrixUrl in hub.json. Raiden's messages go through it.`,
      )
    },
    stop: async () => undefined,
  }
}

/** What fetch says itself is only that it failed. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message : String(cause)
}
