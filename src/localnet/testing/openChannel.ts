import { keccak256 } from 'viem'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { noLocks, packLocks, signProof } from '../../chain/balanceProofs.ts'
import { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { TokenNetwork } from '../../chain/tokenNetwork.ts'
import type { BalanceProof, Lock } from '../../protocol/channels.ts'
import { hex32 } from '../../shared/ids.ts'
import { localChainId } from '../../shared/networkProfile.ts'
import { toAmount } from '../../shared/money.ts'
import type { LocalChain } from '../chain/localChain.ts'
import { type ChannelParticipant, createParticipant } from './channelParticipant.ts'

export function endpointsOf(rpcUrls: readonly string[]): ChainEndpoints {
  return new ChainEndpoints({ rpcUrls, chainId: localChainId, pollingMs: 50, timeoutMs: 2000 })
}

/** A hub and an artist with 1000 tokens each in an open channel of the real contracts. */
export async function openChannel(chain: LocalChain) {
  const [hub, artist] = await Promise.all([createParticipant(chain), createParticipant(chain)])
  const endpoints = endpointsOf([chain.rpcUrl])
  const tokenNetwork = new TokenNetwork(endpoints, chain.contracts.tokenNetwork)
  await hub.open(artist.address)
  const found = await tokenNetwork.channelBetween(artist.address, hub.address)
  if (found.state !== 'open') throw new Error('The channel is not open.')
  const { channel } = found
  await Promise.all([hub.deposit(channel, artist.address), artist.deposit(channel, hub.address)])
  /** What `by` signs to have transferred to the other side, and locked. */
  const proof = (
    transferred: bigint,
    nonce: bigint,
    { by = hub, locks = [] }: { readonly by?: ChannelParticipant; readonly locks?: readonly Lock[] } = {},
  ): Promise<BalanceProof> =>
    signProof(
      tokenNetwork.canonicalId(channel),
      {
        transferred: toAmount(transferred),
        locked: toAmount(locks.reduce((sum, { amount }) => sum + amount, 0n)),
        locksroot: locks.length === 0 ? noLocks : hex32.parse(keccak256(packLocks(locks))),
        nonce: toAmount(nonce),
        additionalHash: hex32.parse(`0x${'a'.repeat(64)}`),
      },
      by.account,
    )
  return {
    channel,
    hub,
    artist,
    tokenNetwork,
    proof,
    /** What the artist hands to towers once the hub has transferred so much. */
    update: async (transferred: bigint, nonce: bigint) =>
      tokenNetwork.signUpdate(channel, hub.address, await proof(transferred, nonce), artist.account),
    found: () => tokenNetwork.channelBetween(artist.address, hub.address),
    transactionsOf: (who: ChannelParticipant) => new AccountTransactions(endpoints, who.account),
  }
}
export type OpenedChannel = Awaited<ReturnType<typeof openChannel>>
