import type { ApiHandlers } from '../../shared/api/define.ts'
import type { networkApi, RpcUrlsView } from '../../shared/api/network.ts'
import type { RpcUrls } from '../network/rpcUrls.ts'

/** Answers where the chain is asked. */
export function networkHandlers(
  rpcUrls: Pick<RpcUrls, 'own' | 'operators' | 'set'>,
): ApiHandlers<typeof networkApi> {
  const view = (): RpcUrlsView => ({ own: [...rpcUrls.own], operators: [...rpcUrls.operators] })
  return {
    rpcUrls: async () => view(),
    async setRpcUrls({ urls }) {
      await rpcUrls.set(urls)
      return view()
    },
  }
}
