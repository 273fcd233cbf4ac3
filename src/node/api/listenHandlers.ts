import type { ApiHandlers, CallContext } from '../../shared/api/define.ts'
import type { listenApi } from '../../shared/api/listen.ts'
import type { raidenApi } from '../../shared/api/raidenApi.ts'
import type { ListenEndpoint } from '../listen/listenEndpoint.ts'
import type { ListenServer } from '../listen/listenServer.ts'
import type { RaidenApiEndpoint } from '../raidenApi/raidenApiEndpoint.ts'
import type { RaidenApiServer } from '../raidenApi/raidenApiServer.ts'

/** Runs the listener server for who asks. */
export function listenHandlers({
  listenServer,
}: {
  readonly listenServer: Pick<ListenServer, 'listen' | 'listenOnLan'>
}): ApiHandlers<typeof listenApi> {
  return {
    listen: async ({ port }, context) => {
      const endpoint = await listenServer.listen(port)
      return serve(endpoint, { url: endpoint.url }, context)
    },
    listenOnLan: async (input, context) => {
      const { endpoint, fingerprint, isPrivate } = await listenServer.listenOnLan(input)
      return serve(endpoint, { url: endpoint.url, fingerprint, isPrivate }, context)
    },
  }
}

/** Runs Raiden's REST API for who asks. */
export function raidenApiHandlers({
  raidenApiServer,
}: {
  readonly raidenApiServer: Pick<RaidenApiServer, 'listen' | 'listenWithWebUi'>
}): ApiHandlers<typeof raidenApi> {
  return {
    raidenApi: async ({ port, webUi }, context) => {
      const endpoint = await (webUi === null
        ? raidenApiServer.listen(port)
        : raidenApiServer.listenWithWebUi(port, webUi))
      return serve(endpoint, { url: endpoint.url }, context)
    },
  }
}

/** Tells the address, and keeps it open until whoever asked has gone or it ends by itself. */
async function serve<Told>(
  endpoint: ListenEndpoint | RaidenApiEndpoint,
  told: Told,
  { signal, report }: CallContext<Told>,
): Promise<Record<string, never>> {
  const close = () => void endpoint.close()
  signal.addEventListener('abort', close, { once: true })
  if (signal.aborted) close()
  else report(told)
  await endpoint.closed
  signal.removeEventListener('abort', close)
  return {}
}
