import type { ApiHandlers } from '../../shared/api/define.ts'
import type { networkApi, RpcUrlsView } from '../../shared/api/network.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { HubBlocklist } from '../catalogue/served/hubBlocklist.ts'
import type { Reporting } from '../catalogue/served/reporting.ts'
import type { VoucherRedeemer } from '../connection/voucherRedeemer.ts'
import type { RpcUrls } from '../network/rpcUrls.ts'

interface Parts {
  readonly rpcUrls: Pick<RpcUrls, 'own' | 'operators' | 'set'>
  readonly vouchers: Pick<VoucherRedeemer, 'progress'>
  readonly reporting: Pick<Reporting, 'report'>
  readonly hubBlocklist: Pick<HubBlocklist, 'standing'>
  readonly options: { readonly network: Pick<NetworkProfile, 'onRamps'> }
}

/** Answers where the chain is asked, how far the credit of an invitation is, and what the hub hides; takes reports to it. */
export function networkHandlers({
  rpcUrls,
  vouchers,
  reporting,
  hubBlocklist,
  options,
}: Parts): ApiHandlers<typeof networkApi> {
  const view = (): RpcUrlsView => ({ own: [...rpcUrls.own], operators: [...rpcUrls.operators] })
  return {
    rpcUrls: async () => view(),
    voucher: async () => vouchers.progress,
    onRamps: async () => [...(options.network.onRamps ?? [])],
    async hubBlocks() {
      const records = await hubBlocklist.standing()
      return records.map(({ body: { subject, reason, time } }) => ({ subject, reason, time }))
    },
    async report(input) {
      await reporting.report(input)
      return {}
    },
    async setRpcUrls({ urls }) {
      await rpcUrls.set(urls)
      return view()
    },
  }
}
