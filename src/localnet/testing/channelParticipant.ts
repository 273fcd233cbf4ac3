import { createWalletClient, erc20Abi, http, parseAbi, parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { anvil } from 'viem/chains'
import type { BalanceProof } from '../../protocol/channels.ts'
import { toAddress } from '../../shared/ids.ts'
import { createChainClient } from '../chain/chainClient.ts'
import { localChainId } from '../../shared/networkProfile.ts'
import type { LocalChain } from '../chain/localChain.ts'
import { closeChannel } from './closeChannel.ts'

const abi = parseAbi([
  'function openChannel(address one, address other) returns (uint256)',
  'function setTotalDeposit(uint256 id, address participant, uint256 total, address partner)',
])

/** Somebody with gas and 1000 tokens, and the calls Raiden would make for them, or a cheat in its place. */
export async function createParticipant(chain: LocalChain) {
  const account = privateKeyToAccount(generatePrivateKey())
  const { token, tokenNetwork } = chain.contracts
  const client = createWalletClient({ account, chain: anvil, transport: http(chain.rpcUrl) })
  const mined = async (hash: `0x${string}`) => {
    const receipt = await createChainClient(chain.rpcUrl).waitForTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`Transaction ${hash} was reverted.`)
  }
  await chain.faucet().give(toAddress(account.address), { wei: parseEther('1'), token: 1000n })
  await mined(
    await client.writeContract({
      address: token,
      abi: erc20Abi,
      functionName: 'approve',
      args: [tokenNetwork, 1000n],
    }),
  )
  const network = { address: tokenNetwork, abi } as const
  return {
    account,
    address: toAddress(account.address),
    open: async (partner: `0x${string}`) =>
      mined(
        await client.writeContract({
          ...network,
          functionName: 'openChannel',
          args: [account.address, partner],
        }),
      ),
    deposit: async (id: bigint, partner: `0x${string}`) =>
      mined(
        await client.writeContract({
          ...network,
          functionName: 'setTotalDeposit',
          args: [id, account.address, 1000n, partner],
        }),
      ),
    close: (channel: bigint, partner: `0x${string}`, newest: BalanceProof | null) =>
      closeChannel(account, chain.rpcUrl, { tokenNetwork, chainId: localChainId, channel }, partner, newest),
  }
}
export type ChannelParticipant = Awaited<ReturnType<typeof createParticipant>>
