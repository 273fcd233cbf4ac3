import { createPublicClient, createWalletClient, http, type LocalAccount, parseAbi } from 'viem'
import type { BalanceProof, Transferred } from '../../protocol/channels.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, type Hex32, hex32 } from '../../shared/ids.ts'
import { type CanonicalChannelId, signUpdate } from './balanceProofs.ts'

/** The part of raiden-contracts 0.50's TokenNetwork with which a channel is brought to its end. */
const abi = parseAbi([
  'function getChannelIdentifier(address participant, address partner) view returns (uint256)',
  'function getChannelState(uint256 id, address one, address other) view returns (uint8)',
  'function settleable_after(uint256 id) view returns (uint256)',
  'function getChannelParticipantInfo(uint256 id, address participant, address partner) view returns (uint256 deposit, uint256 withdrawn, bool closer, bytes32 balanceHash, uint256 nonce, bytes32 locksroot, uint256 locked)',
  'function updateNonClosingBalanceProof(uint256 id, address closer, address other, bytes32 balanceHash, uint256 nonce, bytes32 additionalHash, bytes closerSignature, bytes otherSignature)',
  'function settleChannel(uint256 id, address one, uint256 oneTransferred, uint256 oneLocked, bytes32 oneLocksroot, address other, uint256 otherTransferred, uint256 otherLocked, bytes32 otherLocksroot)',
])

const opened = 1
const closed = 2

/** What the chain says one side has transferred. */
export interface ParticipantState {
  readonly closer: boolean
  readonly balanceHash: Hex32
  readonly nonce: bigint
}

/** A channel as the chain has it. */
export type ChannelOnChain =
  | { readonly state: 'none' }
  | { readonly state: 'open'; readonly channel: bigint }
  | {
      readonly state: 'closed'
      readonly channel: bigint
      readonly own: ParticipantState
      readonly partner: ParticipantState
      /** ms */
      readonly settleableAfter: number
    }

export interface TokenNetworkOptions {
  readonly rpcUrl: string
  readonly chainId: number
  readonly tokenNetwork: Address
  readonly account: LocalAccount
  /** How often the chain is asked for a receipt, ms. */
  readonly pollingMs: number
}

/** Reads and ends one's own channels on chain, without Raiden. */
export class TokenNetwork {
  readonly #options: TokenNetworkOptions

  constructor(options: TokenNetworkOptions) {
    this.#options = options
  }

  canonicalId(channel: bigint): CanonicalChannelId {
    const { tokenNetwork, chainId } = this.#options
    return { tokenNetwork, chainId, channel }
  }

  async channelWith(partner: Address): Promise<ChannelOnChain> {
    const own = this.#options.account.address
    const read = this.#reader()
    const channel = await read.readContract({
      ...this.#contract(),
      functionName: 'getChannelIdentifier',
      args: [own, partner],
    })
    if (channel === 0n) return { state: 'none' }
    const state = await read.readContract({
      ...this.#contract(),
      functionName: 'getChannelState',
      args: [channel, own, partner],
    })
    if (state === opened) return { state: 'open', channel }
    if (state !== closed) return { state: 'none' }
    const settleableAfter = await read.readContract({
      ...this.#contract(),
      functionName: 'settleable_after',
      args: [channel],
    })
    return {
      state: 'closed',
      channel,
      own: await this.#side(channel, own, partner),
      partner: await this.#side(channel, partner, own),
      settleableAfter: Number(settleableAfter) * 1000,
    }
  }

  /** Hands the partner's proof to the contract, after the partner has closed. Costs gas. */
  async update(channel: bigint, partner: Address, proof: BalanceProof, hash: Hex32): Promise<void> {
    const { account } = this.#options
    const signature = await signUpdate(this.canonicalId(channel), proof, account)
    const args = [
      channel,
      partner,
      account.address,
      hash,
      proof.nonce,
      proof.additionalHash,
      proof.signature,
      signature,
    ] as const
    const { request } = await this.#reader().simulateContract({
      ...this.#contract(),
      account,
      functionName: 'updateNonClosingBalanceProof',
      args,
    })
    await this.#mined(await this.#writer().writeContract(request))
  }

  /** Pays both sides out. The contract wants the side that has transferred more to be named second. Costs gas. */
  async settle(channel: bigint, partner: Address, own: Transferred, theirs: Transferred): Promise<void> {
    const { account } = this.#options
    const mine = [account.address, own.transferred, own.locked, own.locksroot] as const
    const other = [partner, theirs.transferred, theirs.locked, theirs.locksroot] as const
    const ownIsLess = own.transferred + own.locked <= theirs.transferred + theirs.locked
    const args = ownIsLess ? ([channel, ...mine, ...other] as const) : ([channel, ...other, ...mine] as const)
    const { request } = await this.#reader().simulateContract({
      ...this.#contract(),
      account,
      functionName: 'settleChannel',
      args,
    })
    await this.#mined(await this.#writer().writeContract(request))
  }

  async #side(
    channel: bigint,
    participant: `0x${string}`,
    partner: `0x${string}`,
  ): Promise<ParticipantState> {
    const [, , closer, hash, nonce] = await this.#reader().readContract({
      ...this.#contract(),
      functionName: 'getChannelParticipantInfo',
      args: [channel, participant, partner],
    })
    return { closer, balanceHash: hex32.parse(hash), nonce }
  }

  async #mined(hash: `0x${string}`): Promise<void> {
    const { status } = await this.#reader().waitForTransactionReceipt({ hash })
    if (status === 'success') return
    throw new BuskerError('RAIDEN_FAILED', `The chain refused transaction ${hash}. It is tried again.`)
  }

  #contract() {
    return { address: this.#options.tokenNetwork, abi } as const
  }

  #reader() {
    const { rpcUrl, pollingMs } = this.#options
    return createPublicClient({ transport: http(rpcUrl), pollingInterval: pollingMs, cacheTime: 0 })
  }

  #writer() {
    const { rpcUrl, account, chainId } = this.#options
    const chain = {
      id: chainId,
      name: 'the network’s chain',
      nativeCurrency: { name: 'gas', symbol: 'gas', decimals: 18 },
      rpcUrls: { default: { http: [rpcUrl] } },
    }
    return createWalletClient({ account, chain, transport: http(rpcUrl) })
  }
}
