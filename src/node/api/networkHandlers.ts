import type { ApiHandlers } from '../../shared/api/define.ts'
import type { networkApi, RpcUrlsView } from '../../shared/api/network.ts'
import type { VoucherRedeemer } from '../connection/voucherRedeemer.ts'
import type { RpcUrls } from '../network/rpcUrls.ts'

interface Parts {
  readonly rpcUrls: Pick<RpcUrls, 'own' | 'operators' | 'set'>
  readonly vouchers: Pick<VoucherRedeemer, 'progress'>
}

/** Answers where the chain is asked, and how far the credit of an invitation is. */
export function networkHandlers({ rpcUrls, vouchers }: Parts): ApiHandlers<typeof networkApi> {
  const view = (): RpcUrlsView => ({ own: [...rpcUrls.own], operators: [...rpcUrls.operators] })
  return {
    rpcUrls: async () => view(),
    voucher: async () => vouchers.progress,
    async setRpcUrls({ urls }) {
      await rpcUrls.set(urls)
      return view()
    },
  }
}
