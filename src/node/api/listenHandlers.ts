import type { ApiHandlers } from '../../shared/api/define.ts'
import type { listenApi } from '../../shared/api/listen.ts'
import type { ListenServer } from '../listen/listenServer.ts'

/** Runs the listener server for who asks. */
export function listenHandlers({
  listenServer,
}: {
  readonly listenServer: Pick<ListenServer, 'listen'>
}): ApiHandlers<typeof listenApi> {
  return {
    async listen({ port }, { signal, report }) {
      const endpoint = await listenServer.listen(port)
      const close = () => void endpoint.close()
      signal.addEventListener('abort', close, { once: true })
      if (signal.aborted) close()
      else report({ url: endpoint.url })
      await endpoint.closed
      signal.removeEventListener('abort', close)
      return {}
    },
  }
}
