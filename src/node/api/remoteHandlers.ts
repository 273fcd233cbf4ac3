import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi } from '../../shared/api/node.ts'
import { overviewSales, type pairingApi, type RemoteApi, type serverApi } from '../../shared/api/remote.ts'
import { BuskerError } from '../../shared/errors.ts'
import { quote } from '../../shared/text.ts'
import type { Sales } from '../market/sales.ts'
import type { Pairings } from '../remote/pairings.ts'
import type { RemoteControl } from '../remote/remoteControl.ts'
import { type SaleViewParts, saleViewFrom } from './saleViews.ts'

interface ServerParts {
  readonly pairings: Pick<Pairings, 'setToSell'>
  /** What commands of the server's own are answered with. */
  readonly own: Pick<ApiHandlers<NodeApi>, 'status' | 'lease' | 'takeOver' | 'wallet'>
  readonly sales: Pick<Sales, 'newestGranted' | 'countGranted'>
  readonly views: SaleViewParts
}

/** Answers the apps that a server is paired with. */
export function remoteHandlers({ pairings, own, sales, views }: ServerParts): ApiHandlers<RemoteApi> {
  return {
    async overview(input, context) {
      const status = await own.status(input, context)
      // Asked while Raiden starts, it would answer once that has ended.
      const isRunning = status.parts.some(({ name, state }) => name === 'raiden' && state === 'ready')
      return {
        status,
        lease: await own.lease(input, context),
        wallet: isRunning ? await own.wallet(input, context) : null,
        sales: sales.newestGranted(overviewSales).map((sale) => saleViewFrom(views, sale)),
        saleCount: sales.countGranted(),
      }
    },
    async sell(input, context) {
      const { isHere } = await own.lease(input, context)
      if (!isHere) pairings.setToSell(Date.now())
      return own.takeOver(input, context)
    },
  }
}

/** Answers a person about the server that sells for them. */
export function serverHandlers(remote: RemoteControl): ApiHandlers<typeof serverApi> {
  return {
    server: async () => ({ server: remote.pairings.server }),
    pairServer: async ({ code }) => ({ server: await (await remote.client()).pair(code) }),
    serverOverview: async () => (await remote.client()).overview(),
    sellFromServer: async () => (await remote.client()).sell(),
    unpairServer: async () => ({ isTold: await (await remote.client()).unpair() }),
  }
}

/** Answers the commands of a server about the apps that drive it. */
export function pairingHandlers(remote: RemoteControl): ApiHandlers<typeof pairingApi> {
  const apps = () => [...remote.pairings.apps]
  return {
    openPairing: async () => (await remote.server()).openPairing(),
    pairedApps: async () => apps(),
    async unpairApp({ peer }) {
      const app = apps().find((each) => each.peer === peer)
      if (app === undefined) {
        throw new BuskerError('REMOTE_NOT_PAIRED', `No app ${quote(peer, 80)} is paired with this server.`)
      }
      remote.pairings.removeApp(app.peer)
      return apps()
    },
  }
}
