import { concat, createWalletClient, encodePacked, http, type LocalAccount, parseAbi } from 'viem'
import { anvil } from 'viem/chains'
import { balanceHash, type CanonicalChannelId, nothingTransferred } from '../../chain/balanceProofs.ts'
import type { BalanceProof } from '../../protocol/channels.ts'
import { createChainClient } from '../chain/chainClient.ts'

/** The call that closes a channel; Raiden makes it, and here whoever cheats in its place. */
export const closeChannelAbi = parseAbi([
  'function closeChannel(uint256 id, address other, address closer, bytes32 balanceHash, uint256 nonce, bytes32 additionalHash, bytes otherSignature, bytes closerSignature)',
])
/** raiden-contracts' MessageTypeId of a proof that a channel is closed with. */
const balanceProofType = 1n

/** Closes a channel with the newest that the other side has signed; null: as if it had never paid anything. */
export async function closeChannel(
  closer: LocalAccount,
  rpcUrl: string,
  { tokenNetwork, chainId, channel }: CanonicalChannelId,
  other: `0x${string}`,
  newest: BalanceProof | null,
): Promise<void> {
  const hash = balanceHash(newest ?? nothingTransferred)
  const nonce = newest?.nonce ?? 0n
  const additional = newest?.additionalHash ?? (`0x${'0'.repeat(64)}` as const)
  const theirs = newest?.signature ?? (`0x${'0'.repeat(130)}` as const)
  const message = encodePacked(
    ['address', 'uint256', 'uint256', 'uint256', 'bytes32', 'uint256', 'bytes32'],
    [tokenNetwork, BigInt(chainId), balanceProofType, channel, hash, nonce, additional],
  )
  const signature = await closer.signMessage({ message: { raw: concat([message, theirs]) } })
  const client = createWalletClient({
    account: closer,
    chain: { ...anvil, id: chainId },
    transport: http(rpcUrl),
  })
  const transaction = await client.writeContract({
    address: tokenNetwork,
    abi: closeChannelAbi,
    functionName: 'closeChannel',
    args: [channel, other, closer.address, hash, nonce, additional, theirs, signature],
  })
  const { status } = await createChainClient(rpcUrl).waitForTransactionReceipt({ hash: transaction })
  if (status !== 'success') throw new Error(`Channel ${channel} could not be closed.`)
}
