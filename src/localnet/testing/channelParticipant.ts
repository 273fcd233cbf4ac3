import { concat, createWalletClient, encodePacked, erc20Abi, http, parseAbi, parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { anvil } from 'viem/chains'
import { balanceHash, nothingTransferred } from '../../chain/balanceProofs.ts'
import type { BalanceProof } from '../../protocol/channels.ts'
import { toAddress } from '../../shared/ids.ts'
import { createChainClient } from '../chain/chainClient.ts'
import type { Faucet } from '../chain/faucet.ts'
import type { LocalChain } from '../chain/localChain.ts'

const abi = parseAbi([
  'function openChannel(address one, address other) returns (uint256)',
  'function setTotalDeposit(uint256 id, address participant, uint256 total, address partner)',
  'function closeChannel(uint256 id, address other, address closer, bytes32 balanceHash, uint256 nonce, bytes32 additionalHash, bytes otherSignature, bytes closerSignature)',
])

/** Somebody with gas and 1000 tokens, and the calls Raiden would make for them, or a cheat in its place. */
export async function createParticipant(chain: LocalChain, faucet: Faucet) {
  const account = privateKeyToAccount(generatePrivateKey())
  const { token, tokenNetwork } = chain.contracts
  const client = createWalletClient({ account, chain: anvil, transport: http(chain.rpcUrl) })
  const mined = async (hash: `0x${string}`) => {
    const receipt = await createChainClient(chain.rpcUrl).waitForTransactionReceipt({ hash })
    if (receipt.status !== 'success') throw new Error(`Transaction ${hash} was reverted.`)
  }
  await faucet.give(toAddress(account.address), { wei: parseEther('1'), token: 1000n })
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
    close: async (id: bigint, partner: `0x${string}`, newest: BalanceProof | null) => {
      const hash = balanceHash(newest ?? nothingTransferred)
      const nonce = newest?.nonce ?? 0n
      const additional = newest?.additionalHash ?? (`0x${'0'.repeat(64)}` as const)
      const theirs = newest?.signature ?? (`0x${'0'.repeat(130)}` as const)
      const message = encodePacked(
        ['address', 'uint256', 'uint256', 'uint256', 'bytes32', 'uint256', 'bytes32'],
        [tokenNetwork, 31337n, 1n, id, hash, nonce, additional],
      )
      const signature = await account.signMessage({ message: { raw: concat([message, theirs]) } })
      const args = [id, partner, account.address, hash, nonce, additional, theirs, signature] as const
      await mined(await client.writeContract({ ...network, functionName: 'closeChannel', args }))
    },
  }
}
