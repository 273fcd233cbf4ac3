import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { parseEther } from 'viem'
import { MemoryNetwork } from '../../ipfs/testing/memoryNetwork.ts'
import { signIdentity } from '../../protocol/identity.ts'
import { towerProtocol } from '../../protocol/tower.ts'
import { toAddress } from '../../shared/ids.ts'
import { localChainId } from '../../shared/networkProfile.ts'
import { toAmount } from '../../shared/money.ts'
import { createTower, type TowerOptions } from '../../tower/createTower.ts'
import type { LocalChain } from '../chain/localChain.ts'
import type { OpenedChannel } from './openChannel.ts'

const dayMs = 24 * 60 * 60_000
const network = new MemoryNetwork()

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
