import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { parseEther } from 'viem'
import { AccountTransactions } from '../../chain/accountTransactions.ts'
import { noLocks, signProof } from '../../chain/balanceProofs.ts'
import { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { TokenNetwork } from '../../chain/tokenNetwork.ts'
import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import type { BalanceProof } from '../../protocol/channels.ts'
import { signIdentity } from '../../protocol/identity.ts'
import { towerProtocol } from '../../protocol/tower.ts'
import { hex32, toAddress } from '../../shared/ids.ts'
import { localChainId } from '../../shared/networkProfile.ts'
import { toAmount } from '../../shared/money.ts'
import { createTower, type TowerOptions } from '../../tower/createTower.ts'
import type { LocalChain } from '../chain/localChain.ts'
import { createParticipant } from './channelParticipant.ts'

const dayMs = 24 * 60 * 60_000
const network = new MemoryNetwork()

export function endpointsOf(rpcUrls: readonly string[]): ChainEndpoints {
  return new ChainEndpoints({ rpcUrls, chainId: localChainId, pollingMs: 50 })
}

/** A hub and an artist with 1000 tokens each in an open channel of the real contracts. */
export async function openChannel(chain: LocalChain) {
  const faucet = chain.faucet()
  const [hub, artist] = await Promise.all([
    createParticipant(chain, faucet),
    createParticipant(chain, faucet),
  ])
  const endpoints = endpointsOf([chain.rpcUrl])
  const tokenNetwork = new TokenNetwork(endpoints, chain.contracts.tokenNetwork)
  await hub.open(artist.address)
  const found = await tokenNetwork.channelBetween(artist.address, hub.address)
  if (found.state !== 'open') throw new Error('The channel is not open.')
  const { channel } = found
  await Promise.all([hub.deposit(channel, artist.address), artist.deposit(channel, hub.address)])
  const proof = (transferred: bigint, nonce: bigint): Promise<BalanceProof> =>
    signProof(
      tokenNetwork.canonicalId(channel),
      {
        transferred: toAmount(transferred),
        locked: toAmount(0n),
        locksroot: noLocks,
        nonce: toAmount(nonce),
        additionalHash: hex32.parse(`0x${'a'.repeat(64)}`),
      },
      hub.account,
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
    transactionsOf: (who: typeof hub) => new AccountTransactions(endpoints, who.account),
  }
}
export type OpenedChannel = Awaited<ReturnType<typeof openChannel>>

/** A tower with gas, reached over a network in memory; the same one again with its folder and its account. */
export async function openTower(chain: LocalChain, folder: string, options: Partial<TowerOptions> = {}) {
  const { account } = options.keys ?? { account: privateKeyToAccount(generatePrivateKey()) }
  if (options.keys === undefined) {
    await chain.faucet().give(toAddress(account.address), { wei: parseEther('1') })
  }
  const peer = network.peer()
  const problems: unknown[] = []
  const tower = createTower({
    folder,
    keys: { account },
    peer,
    operator: 'Bo',
    chainId: localChainId,
    rpcUrls: [chain.rpcUrl],
    tokenNetworks: [chain.contracts.tokenNetwork],
    limits: { gasPrice: toAmount(parseEther('1', 'gwei') * 1000n), gasPerDay: toAmount(parseEther('1')) },
    slots: 10,
    keepMs: dayMs,
    intervalMs: 100,
    onAnswer: () => undefined,
    onProblem: (problem) => problems.push(problem),
    ...options,
  })
  await tower.start()
  return {
    ...tower,
    keys: { account },
    problems,
    /** Hands over as the artist would whose node is then off. */
    watch: async ({ artist, channel, update }: OpenedChannel, transferred: bigint, nonce: bigint) => {
      const from = network.peer()
      const identity = await signIdentity(
        {
          v: 1,
          account: artist.address,
          peer: from.id,
          verifyingKey: new Uint8Array(33).fill(2),
          receivingKey: new Uint8Array(33).fill(3),
          issuedAt: 1,
        },
        artist.account,
      )
      const { tokenNetwork } = chain.contracts
      const asked = { identity, chainId: localChainId, tokenNetwork }
      const signed = await update(transferred, nonce)
      const acknowledged = await from.call(peer.id, towerProtocol, 'watch', { ...asked, update: signed })
      return { acknowledged, channel }
    },
  }
}
