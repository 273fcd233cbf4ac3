import type { LocalAccount } from 'viem'
import { AccountTransactions } from '../../../chain/accountTransactions.ts'
import type { ChainEndpoints } from '../../../chain/chainEndpoints.ts'
import { channelId, device, type MemoryChannel, partner } from '../../../chain/testing/memoryChannel.ts'
import { TokenNetwork } from '../../../chain/tokenNetwork.ts'
import type { Address } from '../../../shared/ids.ts'
import type { Store } from '../../store/openStore.ts'
import { ChannelRecords } from '../channelRecords.ts'
import type { ChannelWatchOptions } from '../channelWatch.ts'

/** A watch that has nobody beside it: no Raiden, no hub, no tower. */
const alone = {
  secrets: { register: async () => undefined },
  firstBlock: 0n,
  isRaidenRunning: () => false,
  isNewestKnown: () => true,
  isWorthGas: () => true,
  onChange: () => undefined,
  onProblem: (problem: unknown) => {
    throw problem
  },
}

/** A watch over the channel of a chain in memory. */
export function memoryWatchOptions(chain: MemoryChannel, store: Store): ChannelWatchOptions {
  return {
    ...alone,
    records: new ChannelRecords(store, channelId.tokenNetwork),
    tokenNetwork: chain,
    transactions: chain.transactions,
    account: device,
    hub: partner,
    settleTimeoutMs: 1000,
    chainTime: chain.chainTime,
    intervalMs: 1,
  }
}

export interface WatchedNetwork {
  readonly endpoints: ChainEndpoints
  readonly tokenNetwork: Address
  readonly account: LocalAccount
  readonly hub: Address
  readonly settleTimeoutMs: number
}

/** A watch over an account's channel on a real chain. */
export function chainWatchOptions(
  { endpoints, tokenNetwork, account, hub, settleTimeoutMs }: WatchedNetwork,
  store: Store,
): ChannelWatchOptions {
  return {
    ...alone,
    records: new ChannelRecords(store, tokenNetwork),
    tokenNetwork: new TokenNetwork(endpoints, tokenNetwork),
    transactions: new AccountTransactions(endpoints, account),
    account,
    hub,
    settleTimeoutMs,
    chainTime: () => endpoints.time(),
    intervalMs: 100,
  }
}
