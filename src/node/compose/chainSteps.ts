import type { TokenNetwork } from '../../chain/tokenNetwork.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import { toAmount } from '../../shared/money.ts'
import { ChainStepRecords } from '../wallet/chainStepRecords.ts'
import { ChainSteps } from '../wallet/chainSteps.ts'
import type { NodeBase } from './base.ts'

interface Parts {
  readonly raiden: RaidenNode
  readonly tokenNetwork: TokenNetwork
}

export function composeChainSteps(
  { options: { network }, account, store, endpoints, events, logFailure }: NodeBase,
  { raiden, tokenNetwork }: Parts,
): ChainSteps {
  const { revealTimeoutSeconds, expiryFactor, pollingIntervalMs } = network.raiden
  return new ChainSteps({
    records: new ChainStepRecords(store),
    raiden,
    withdrawn: (partner) => tokenNetwork.withdrawn(account, partner),
    isOpen: async (partner) => (await tokenNetwork.channelBetween(account, partner)).state === 'open',
    feeOf: (hash) => endpoints.feeOf(hash),
    // As long as the partner's signature under it is good for.
    withdrawalMs: revealTimeoutSeconds * expiryFactor * 1000,
    intervalMs: Math.max(pollingIntervalMs, 2000),
    now: Date.now,
    onChange: () => void events.emit('connection'),
    onProblem: logFailure('chainSteps'),
  })
}

/**
 * Notes channels as they open: with the hub's help, nobody here sends anything for that.
 *
 * @param watched the channels that were there before, by their identifiers on chain
 */
export function noteChannels(
  raiden: Pick<RaidenNode, 'onChannels'>,
  steps: Pick<ChainSteps, 'note'>,
  watched: ReadonlySet<number>,
): void {
  raiden.onChannels((channels) => {
    for (const { id, partner, state } of channels) {
      if (state === 'open' && !watched.has(id)) steps.note(`open-${id}`, 'open', partner, toAmount(0n))
    }
  })
}

/** Notes what came back of a channel that has come to its end. */
export function noteSettlement(
  { options: { network }, account, logFailure }: NodeBase,
  steps: ChainSteps,
  tokenNetwork: TokenNetwork,
  channel: bigint,
): void {
  tokenNetwork
    .paidOut(channel, account, BigInt(network.contracts.TokenNetworkRegistry.block_number))
    .then((paid) => {
      if (paid !== null) steps.note(`settle-${channel}`, 'settle', paid.partner, toAmount(paid.amount))
    })
    .catch(logFailure('chainSteps'))
}
