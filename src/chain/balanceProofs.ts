import { encodePacked, type Hex, keccak256, type LocalAccount, recoverMessageAddress, toHex } from 'viem'
import type { BalanceProof, Transferred } from '../protocol/channels.ts'
import { type Address, type Hex32, hex32, toAddress } from '../shared/ids.ts'
import { toAmount } from '../shared/money.ts'

/** Which channel a proof is about. */
export interface CanonicalChannelId {
  readonly tokenNetwork: Address
  readonly chainId: number
  readonly channel: bigint
}

/** raiden-contracts' MessageTypeId. */
const messageType = { balanceProof: 1n, balanceProofUpdate: 2n }
/** What the contract keeps for a side that has transferred nothing. */
export const noHash = hex32.parse(toHex(0, { size: 32 }))
/** keccak256 of nothing: no locks. */
export const noLocks = hex32.parse(keccak256('0x'))
export const nothingTransferred: Transferred = {
  transferred: toAmount(0n),
  locked: toAmount(0n),
  locksroot: noLocks,
}

/** The form in which the contract keeps what a side has transferred. */
export function balanceHash({ transferred, locked, locksroot }: Transferred): Hex32 {
  const empty = transferred === 0n && locked === 0n && (locksroot === noLocks || locksroot === noHash)
  if (empty) return noHash
  return hex32.parse(
    keccak256(encodePacked(['uint256', 'uint256', 'bytes32'], [transferred, locked, locksroot])),
  )
}

/** Who signed a balance proof, or undefined where the signature is none. */
export async function signerOf(
  channelId: CanonicalChannelId,
  proof: BalanceProof,
): Promise<Address | undefined> {
  try {
    const raw = packMessage(channelId, messageType.balanceProof, proof)
    return toAddress(await recoverMessageAddress({ message: { raw }, signature: proof.signature }))
  } catch {
    return undefined
  }
}

/** The receiver's signature with which it hands the payer's proof to the contract. */
export function signUpdate(
  channelId: CanonicalChannelId,
  proof: BalanceProof,
  account: Pick<LocalAccount, 'signMessage'>,
): Promise<Hex> {
  const raw =
    `${packMessage(channelId, messageType.balanceProofUpdate, proof)}${proof.signature.slice(2)}` as const
  return account.signMessage({ message: { raw } })
}

/** A payer's signature under what it has transferred. */
export async function signProof(
  channelId: CanonicalChannelId,
  unsigned: Omit<BalanceProof, 'signature'>,
  account: Pick<LocalAccount, 'signMessage'>,
): Promise<BalanceProof> {
  const raw = packMessage(channelId, messageType.balanceProof, unsigned)
  return { ...unsigned, signature: await account.signMessage({ message: { raw } }) }
}

function packMessage(
  { tokenNetwork, chainId, channel }: CanonicalChannelId,
  type: bigint,
  proof: Omit<BalanceProof, 'signature'>,
): Hex {
  return encodePacked(
    ['address', 'uint256', 'uint256', 'uint256', 'bytes32', 'uint256', 'bytes32'],
    [tokenNetwork, BigInt(chainId), type, channel, balanceHash(proof), proof.nonce, proof.additionalHash],
  )
}
