import { bytesToHex } from 'viem'
import type { SignedUpdate } from '../../chain/tokenNetwork.ts'
import type { ChannelProofs } from '../../raiden/raidenContract.ts'
import { raidenNetworkOf } from '../../raiden/raidenNetwork.ts'
import type { OnChainSecrets } from '../../raiden/onChainSecrets.ts'
import { RaidenNode } from '../../raiden/raidenNode.ts'
import type { Rate } from '../../shared/currency.ts'
import { hex32 } from '../../shared/ids.ts'
import { coinOf } from '../../shared/knownChains.ts'
import { toAmount } from '../../shared/money.ts'
import { valueOfGas } from '../../shared/networkProfile.ts'
import { saleStates } from '../../shared/orderStates.ts'
import { ChannelRecords } from '../channelWatch/channelRecords.ts'
import { ChannelWatch } from '../channelWatch/channelWatch.ts'
import { ClaimedSecrets, type ClaimedSecretsOptions } from '../channelWatch/claimedSecrets.ts'
import { createFundingClient } from '../connection/createFundingClient.ts'
import { HubConnector } from '../connection/hubConnector.ts'
import { VoucherRedeemer } from '../connection/voucherRedeemer.ts'
import { DeviceLease } from '../lease/deviceLease.ts'
import { createLeaseClient } from '../lease/leaseClient.ts'
import { LeasedRaiden } from '../lease/leasedRaiden.ts'
import { askHubToClose } from '../restoredChannels/askHubToClose.ts'
import { HeldRequests } from '../market/heldRequests.ts'
import { Sales } from '../market/sales.ts'
import { RestoredChannels } from '../restoredChannels/restoredChannels.ts'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { GasReserve } from '../../chain/gasReserve.ts'
import { SecretRegistry } from '../../chain/secretRegistry.ts'
import { TokenNetwork } from '../../chain/tokenNetwork.ts'
import type { SnapshotSync } from '../snapshot/snapshotSync.ts'
import { nodeFolder } from '../store/nodeFolder.ts'
import type { AccountTransfers } from '../wallet/accountTransfers.ts'
import type { ChainSteps } from '../wallet/chainSteps.ts'
import { Tips } from '../wallet/tips.ts'
import { Wallet } from '../wallet/wallet.ts'
import type { NodeBase } from './base.ts'
import { createOnChainSecrets } from './onChainSecrets.ts'
import { composeChainSteps, noteChannels, noteSettlement } from './chainSteps.ts'
import { composeTransfers } from './transfers.ts'

export interface MoneyParts {
  readonly raiden: RaidenNode
  readonly lease: DeviceLease
  /** Raiden, run only while this device holds the lease. */
  readonly leasedRaiden: LeasedRaiden
  readonly restoredChannels: RestoredChannels
  readonly channelWatch: ChannelWatch
  readonly onChainSecrets: OnChainSecrets
  readonly wallet: Wallet
  readonly transfers: AccountTransfers
  readonly chainSteps: ChainSteps
  readonly hubConnector: HubConnector
  readonly vouchers: VoucherRedeemer
  readonly tips: Tips
}

export interface MoneyListeners {
  /** The old channels of a restored identity are settled, or this device has the lease: Raiden may start. */
  readonly onRaidenMayStart: () => void
  /** The running Raiden was stopped or did not come back; null: it runs again. */
  readonly onRaidenProblem: (problem: unknown) => void
  /** There is something newer to hand to towers. */
  readonly onUpdateSigned: (update: SignedUpdate) => void
  /** A channel has come to its end. */
  readonly onChannelFinished: (channel: bigint) => void
  /** Whether the store goes on from the newest snapshot, and what gives the hub a last one. */
  /** What a token was worth at a time, ms; undefined: not known. */
  readonly rateAt: (time: number) => Rate | undefined
  readonly snapshots: () => Pick<SnapshotSync, 'isNewest' | 'flushLast'>
}

export function composeMoney(
  base: NodeBase,
  { onRaidenMayStart, onRaidenProblem, onUpdateSigned, onChannelFinished, snapshots, rateAt }: MoneyListeners,
): MoneyParts {
  const { account, hub, store, settings, peer, endpoints, clock, steadyNow, events, logFailure } = base
  const { keys, network, log } = base.options

  const raiden = createRaiden(base, (proofs) => channelWatch.save(proofs))
  const lease = new DeviceLease({
    hub: createLeaseClient(peer, hub, keys),
    settings,
    steadyNow,
    isNewest: () => snapshots().isNewest(),
    async beforeYield() {
      await leasedRaiden.halt()
      // The person waits at the other machine. What could not be given away stays here, in this store.
      await snapshots().flushLast().catch(logFailure('snapshots'))
    },
    onFree: () => void events.emit('takeOver'),
    onView: () => void events.emit('connection'),
  })
  lease.onChange(({ held }) => held && onRaidenMayStart())
  const tokenNetwork = new TokenNetwork(endpoints, network.contracts.tokenNetwork)
  const transactions = new AccountTransactions(endpoints, keys.account)
  // Where endpoints contradict each other, what the earliest says lets a close still be answered.
  const chainTime = async () => (clock.isKnown ? clock.now() : endpoints.time())
  const isWorthGas = (amount: bigint, wei: bigint) => valueOfGas(wei, network) < amount
  const { address: registryAddress, block_number: registryBlock } = network.contracts.SecretRegistry
  const registry = new SecretRegistry(endpoints, registryAddress, BigInt(registryBlock))
  const restoredChannels = new RestoredChannels({
    settings,
    tokenNetwork,
    account,
    partner: network.hub.raidenAddress,
    allowed: () => lease.held,
    askToClose: () => askHubToClose(peer, hub, keys.identity),
    onAnswer: (channel, proof, own) => channelWatch.learn(channel, network.hub.raidenAddress, proof, own),
    onDone: () => {
      log.info({ part: 'restoredChannels' }, 'the old channel is settled')
      onRaidenMayStart()
    },
    onProblem: logFailure('restoredChannels'),
  })
  const channelWatch: ChannelWatch = new ChannelWatch({
    records: new ChannelRecords(store, network.contracts.tokenNetwork),
    tokenNetwork,
    transactions,
    account: keys.account,
    hub: network.hub.raidenAddress,
    secrets: createClaimedSecrets(base, { chainTime, registry, transactions, isWorthGas }),
    isWorthGas,
    settleTimeoutMs: network.raiden.settleTimeoutSeconds * 1000,
    firstBlock: BigInt(network.contracts.TokenNetworkRegistry.block_number),
    chainTime,
    isRaidenRunning: () => raiden.state.state === 'running',
    isNewestKnown: () => !restoredChannels.pending || restoredChannels.isAnswered,
    onUpdateSigned,
    onFinished(channel) {
      onChannelFinished(channel)
      noteSettlement(base, chainSteps, tokenNetwork, channel)
    },
    onChange: () => void events.emit('connection'),
    onProblem: logFailure('channelWatch'),
    intervalMs: Math.max(network.raiden.pollingIntervalMs, 2000),
  })
  const leasedRaiden: LeasedRaiden = new LeasedRaiden({
    raiden,
    lease,
    settings,
    settleableAfter: () => restoredChannels.settleableAfter,
    onProblem: onRaidenProblem,
  })
  const hubAddress = { peer: hub, raidenAddress: network.hub.raidenAddress }
  const fundingClient = createFundingClient(peer, hubAddress, keys.identity, () =>
    new HeldRequests(store, () => 0).newest(),
  )
  const gasReserve = new GasReserve(endpoints)
  const gasForChannel = () => gasReserve.forChannel()
  const onChange = () => void events.emit('connection')
  const chainSteps: ChainSteps = composeChainSteps(base, { raiden, tokenNetwork })
  noteChannels(raiden, chainSteps, new Set(channelWatch.list().map(({ channel }) => channel)))
  const hubConnector: HubConnector = new HubConnector({
    store,
    raiden: {
      balances: () => raiden.balances(),
      channels: () => raiden.channels(),
      // By the total that was asked for: an earlier attempt may still arrive.
      deposit: async (partner) => {
        const request = hubConnector.current
        if (request !== undefined) await chainSteps.depositUpTo(partner, request.deposit)
      },
      openChannel: (partner) => raiden.openChannel(partner, toAmount(0n)),
      onReady: (listener) => raiden.onReady(listener),
      onChannels: (listener) => raiden.onChannels(listener),
    },
    hub: fundingClient,
    gasForChannel,
    coin: coinOf(network),
    onChange,
    onUnreported: logFailure('connection'),
  })
  raiden.onChannels(onChange)
  const vouchers = new VoucherRedeemer({ settings, calls: peer, hub, identity: keys.identity, onChange })
  raiden.onOutcome(() => vouchers.wake())

  return {
    raiden,
    lease,
    leasedRaiden,
    restoredChannels,
    channelWatch,
    onChainSecrets: createOnChainSecrets({
      registry,
      transactions,
      confirmations: network.raiden.confirmationBlocks,
    }),
    chainSteps,
    wallet: new Wallet({ raiden, steps: chainSteps, hub: fundingClient, costs: () => gasReserve.costs() }),
    transfers: composeTransfers(base, { transactions, channelWatch, gasForChannel, rateAt }),
    hubConnector,
    vouchers,
    tips: new Tips({
      payments: raiden,
      account,
      token: network.token.address,
      maximumFee: network.hub.maximumFee,
    }),
  }
}

interface ClaimParts extends Pick<ClaimedSecretsOptions, 'chainTime' | 'transactions' | 'isWorthGas'> {
  readonly registry: SecretRegistry
}

/** A sale's secret may be out from the moment in which it is decided to release it. */
function createClaimedSecrets(
  { store, options: { keys, network }, logFailure }: NodeBase,
  { chainTime, registry, transactions, isWorthGas }: ClaimParts,
): ClaimedSecrets {
  const sales = new Sales(store, keys)
  return new ClaimedSecrets({
    registry,
    transactions,
    secretOf: (hash) => {
      const sale = sales.bySecretHash(hash)
      return sale !== undefined && saleStates[sale.state].money !== 'untouched' ? sale.secret : undefined
    },
    revealTimeoutMs: network.raiden.revealTimeoutSeconds * 1000,
    isWorthGas,
    chainTime,
    onProblem: logFailure('channelWatch'),
  })
}

function createRaiden(
  { options, clock }: NodeBase,
  saveProofs: (proofs: readonly ChannelProofs[]) => void,
): RaidenNode {
  const { folder, keys, network, launcher, log } = options
  return new RaidenNode({
    network: raidenNetworkOf(network),
    dataFolder: nodeFolder(folder).raiden,
    privateKey: () => hex32.parse(bytesToHex(keys.accountKey)),
    clock,
    saveProofs,
    onLine: (line) => log.info({ part: 'raiden' }, line),
    ...(launcher && { launcher }),
  })
}
