import { bytesToHex } from 'viem'
import { raidenNetworkOf } from '../../raiden/raidenNetwork.ts'
import { RaidenNode } from '../../raiden/raidenNode.ts'
import { hex32 } from '../../shared/ids.ts'
import { createFundingClient } from '../connection/createFundingClient.ts'
import { HubConnector } from '../connection/hubConnector.ts'
import { DeviceLease } from '../lease/deviceLease.ts'
import { createLeaseClient } from '../lease/leaseClient.ts'
import { LeasedRaiden } from '../lease/leasedRaiden.ts'
import { askHubToClose } from '../restoredChannels/askHubToClose.ts'
import { RestoredChannels } from '../restoredChannels/restoredChannels.ts'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { GasReserve } from '../../chain/gasReserve.ts'
import { TokenNetwork } from '../../chain/tokenNetwork.ts'
import { nodeFolder } from '../store/nodeFolder.ts'
import { Tips } from '../wallet/tips.ts'
import { Wallet } from '../wallet/wallet.ts'
import type { NodeBase } from './base.ts'

export interface MoneyParts {
  readonly raiden: RaidenNode
  readonly lease: DeviceLease
  /** Raiden, run only while this device holds the lease. */
  readonly leasedRaiden: LeasedRaiden
  readonly restoredChannels: RestoredChannels
  readonly wallet: Wallet
  readonly hubConnector: HubConnector
  readonly tips: Tips
}

/** @param onChannelsSettled the old channels of a restored identity are settled: Raiden may start */
export function composeMoney(base: NodeBase, onChannelsSettled: () => void): MoneyParts {
  const { account, hub, store, settings, peer, endpoints, steadyNow, clock, events, logFailure } = base
  const { keys, network, log } = base.options

  const raiden = createRaiden(base)
  const lease = new DeviceLease({ hub: createLeaseClient(peer, hub, keys), settings, steadyNow })
  const restoredChannels = new RestoredChannels({
    settings,
    chain: new TokenNetwork(endpoints, network.contracts.tokenNetwork),
    account: keys.account,
    transactions: new AccountTransactions(endpoints, keys.account),
    partner: network.hub.raidenAddress,
    allowed: () => lease.held,
    now: () => clock.now(),
    askToClose: () => askHubToClose(peer, hub, keys.identity),
    onDone: () => {
      log.info({ part: 'restoredChannels' }, 'the old channel is settled')
      onChannelsSettled()
    },
    onProblem: logFailure('restoredChannels'),
  })
  const leasedRaiden = new LeasedRaiden({
    raiden,
    lease,
    settings,
    settleableAfter: () => restoredChannels.settleableAfter,
    onFailure: logFailure('raiden'),
  })
  const hubAddress = { peer: hub, raidenAddress: network.hub.raidenAddress }
  const fundingClient = createFundingClient(peer, hubAddress, keys.identity)
  const gasReserve = new GasReserve(endpoints)
  const gasForChannel = () => gasReserve.forChannel()
  const onChange = () => void events.emit('connection')
  const hubConnector = new HubConnector({
    store,
    raiden,
    hub: fundingClient,
    gasForChannel,
    onChange,
    onUnreported: logFailure('connection'),
  })
  raiden.onChannels(onChange)

  return {
    raiden,
    lease,
    leasedRaiden,
    restoredChannels,
    wallet: new Wallet({ raiden, hub: fundingClient, gasForChannel }),
    hubConnector,
    tips: new Tips({
      payments: raiden,
      account,
      token: network.token.address,
      maximumFee: network.hub.maximumFee,
    }),
  }
}

function createRaiden({ options, clock }: NodeBase): RaidenNode {
  const { folder, keys, network, launcher, log } = options
  return new RaidenNode({
    network: raidenNetworkOf(network),
    dataFolder: nodeFolder(folder).raiden,
    privateKey: () => hex32.parse(bytesToHex(keys.accountKey)),
    clock,
    onLine: (line) => log.info({ part: 'raiden' }, line),
    ...(launcher && { launcher }),
  })
}
