import {
  concat,
  encodePacked,
  type Hex,
  keccak256,
  type LocalAccount,
  recoverMessageAddress,
  toHex,
} from 'viem'
import type { BalanceProof, Lock, Transferred } from '../protocol/channels.ts'
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

/** Locks as the contract takes them; their hash is a locksroot. */
export function packLocks(locks: readonly Lock[]): Hex {
  return concat(
    locks.map(({ expiration, amount, secretHash }) =>
      encodePacked(['uint256', 'uint256', 'bytes32'], [expiration, amount, secretHash]),
    ),
  )
}

/** Who signed a balance proof, or undefined where the signature is none. */
export function signerOf(channelId: CanonicalChannelId, proof: BalanceProof): Promise<Address | undefined> {
  return signerOfMessage(packMessage(channelId, messageType.balanceProof, hashed(proof)), proof.signature)
}

/** A balance proof as the contract takes it: its amounts are only in the hash. */
interface HashedProof {
  readonly balanceHash: Hex32
  readonly nonce: bigint
  readonly additionalHash: Hex32
}

/** Who made the two signatures of an update, payer and receiver; undefined for one that is no signature. */
export async function signersOfUpdate(
  channelId: CanonicalChannelId,
  update: HashedProof & { readonly closerSignature: Hex; readonly otherSignature: Hex },
): Promise<{ readonly closer: Address | undefined; readonly other: Address | undefined }> {
  const { closerSignature, otherSignature } = update
  const [closer, other] = await Promise.all([
    signerOfMessage(packMessage(channelId, messageType.balanceProof, update), closerSignature),
    signerOfMessage(packUpdate(channelId, update, closerSignature), otherSignature),
  ])
  return { closer, other }
}

async function signerOfMessage(raw: Hex, signature: Hex): Promise<Address | undefined> {
  try {
    return toAddress(await recoverMessageAddress({ message: { raw }, signature }))
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
  return account.signMessage({ message: { raw: packUpdate(channelId, hashed(proof), proof.signature) } })
}

/** A payer's signature under what it has transferred. */
export async function signProof(
  channelId: CanonicalChannelId,
  unsigned: Omit<BalanceProof, 'signature'>,
  account: Pick<LocalAccount, 'signMessage'>,
): Promise<BalanceProof> {
  const raw = packMessage(channelId, messageType.balanceProof, hashed(unsigned))
  return { ...unsigned, signature: await account.signMessage({ message: { raw } }) }
}

function hashed(proof: Omit<BalanceProof, 'signature'>): HashedProof {
  return {
    balanceHash: balanceHash(proof),
    nonce: proof.nonce,
    additionalHash: proof.additionalHash,
  }
}

function packUpdate(channelId: CanonicalChannelId, proof: HashedProof, closerSignature: Hex): Hex {
  return `${packMessage(channelId, messageType.balanceProofUpdate, proof)}${closerSignature.slice(2)}`
}

function packMessage(
  { tokenNetwork, chainId, channel }: CanonicalChannelId,
  type: bigint,
  proof: HashedProof,
): Hex {
  return encodePacked(
    ['address', 'uint256', 'uint256', 'uint256', 'bytes32', 'uint256', 'bytes32'],
    [tokenNetwork, BigInt(chainId), type, channel, proof.balanceHash, proof.nonce, proof.additionalHash],
  )
}
