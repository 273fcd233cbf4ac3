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
  readonly listenServer: Pick<ListenServer, 'listen'>
}): ApiHandlers<typeof listenApi> {
  return { listen: async ({ port }, context) => serve(await listenServer.listen(port), context) }
}

/** Runs Raiden's REST API for who asks. */
export function raidenApiHandlers({
  raidenApiServer,
}: {
  readonly raidenApiServer: Pick<RaidenApiServer, 'listen'>
}): ApiHandlers<typeof raidenApi> {
  return { raidenApi: async ({ port }, context) => serve(await raidenApiServer.listen(port), context) }
}

/** Tells the address, and keeps it open until whoever asked has gone or it ends by itself. */
async function serve(
  endpoint: ListenEndpoint | RaidenApiEndpoint,
  { signal, report }: CallContext<{ url: string }>,
): Promise<Record<string, never>> {
  const close = () => void endpoint.close()
  signal.addEventListener('abort', close, { once: true })
  if (signal.aborted) close()
  else report({ url: endpoint.url })
  await endpoint.closed
  signal.removeEventListener('abort', close)
  return {}
}
