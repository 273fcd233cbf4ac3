import { tokenNetworkAbi as abi } from '../../src/chain/tokenNetworkAbi.ts'
import { createChainClient } from '../../src/localnet/chain/chainClient.ts'
import type { Address } from '../../src/shared/ids.ts'
import type { NetworkProfile } from '../../src/shared/networkProfile.ts'

/** What both ends have in an account's channel with the hub, as the chain has it; base units. */
export async function channelTokens(
  { chain, contracts, hub }: NetworkProfile,
  account: Address,
): Promise<bigint> {
  const client = createChainClient(chain.rpcUrl)
  const contract = { address: contracts.tokenNetwork, abi } as const
  const ends = [account, hub.raidenAddress] as const
  const channel = await client.readContract({
    ...contract,
    functionName: 'getChannelIdentifier',
    args: ends,
  })
  const sides = [ends, [hub.raidenAddress, account] as const].map(async ([participant, partner]) => {
    const [deposit, withdrawn] = await client.readContract({
      ...contract,
      functionName: 'getChannelParticipantInfo',
      args: [channel, participant, partner],
    })
    return deposit - withdrawn
  })
  return (await Promise.all(sides)).reduce((sum, side) => sum + side, 0n)
}
