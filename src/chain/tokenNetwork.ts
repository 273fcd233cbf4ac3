import type { Hex, LocalAccount, PublicClient } from 'viem'
import type { BalanceProof, Lock, Transferred } from '../protocol/channels.ts'
import { type Address, type Hex32, hex32, toAddress } from '../shared/ids.ts'
import { type Amount, toAmount } from '../shared/money.ts'
import type { TransactionSender } from './accountTransactions.ts'
import type { ContractCall } from './contractCall.ts'
import { balanceHash, type CanonicalChannelId, packLocks, signUpdate } from './balanceProofs.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'
import { tokenNetworkAbi as abi } from './tokenNetworkAbi.ts'

const opened = 1
const closed = 2

/** What the chain says of one side of a channel. */
export interface ParticipantState {
  /** Whether this side closed the channel. */
  readonly closer: boolean
  /** What it has transferred to the other, hashed: see {@link balanceHash}. */
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
      /** Until then whoever did not close may bring a newer proof, and from then on it can be settled; chain time, ms. */
      readonly settleableAfter: number
    }
export type ClosedOnChain = Extract<ChannelOnChain, { state: 'closed' }>

/** How a channel was settled. */
export interface ChannelEnd {
  /** Who closed it; null where both sides agreed to settle at once. */
  readonly closer: Address | null
  /** Of the newest proof that was handed in after it was closed; 0: none was. */
  readonly nonce: bigint
  /** What each side had locked then. */
  readonly locksroots: ReadonlyMap<Address, Hex32>
  /** The sides whose locks were paid out since. */
  readonly unlockedOf: readonly Address[]
}

/** A partner's proof with both signatures that the contract wants: anybody may hand it in, and change nothing else. */
export interface SignedUpdate {
  readonly channel: bigint
  readonly closer: Address
  readonly other: Address
  readonly balanceHash: Hex32
  readonly nonce: bigint
  readonly additionalHash: Hex32
  readonly closerSignature: Hex
  readonly otherSignature: Hex
}

/** A token's TokenNetwork contract: its channels, and the calls that end them, without Raiden. */
export class TokenNetwork {
  readonly #endpoints: ChainEndpoints
  readonly #address: Address

  constructor(endpoints: ChainEndpoints, address: Address) {
    this.#endpoints = endpoints
    this.#address = address
  }

  canonicalId(channel: bigint): CanonicalChannelId {
    return { tokenNetwork: this.#address, chainId: this.#endpoints.chainId, channel }
  }

  /**
   * The channel of two accounts. Where endpoints disagree, the one that knows more of it is believed: a channel is closed
   * when one says so, and gone only when all do.
   *
   * @throws BuskerError `RAIDEN_CHAIN_UNREACHABLE`, `RAIDEN_WRONG_CHAIN`
   */
  async channelBetween(own: Address, partner: Address): Promise<ChannelOnChain> {
    const answers = await this.#endpoints.readAll((client) => this.#channelAt(client, own, partner))
    return answers.reduce(moreAlarming, { state: 'none' })
  }

  /**
   * How a channel ended; null while no endpoint has seen its settlement.
   *
   * @param fromBlock where to start reading
   */
  async endOf(channel: bigint, fromBlock: bigint): Promise<ChannelEnd | null> {
    const contract = {
      address: this.#address,
      abi,
      args: { channel_identifier: channel },
      fromBlock,
      strict: true,
    } as const
    const answers = await this.#endpoints.readAll(async (client) => {
      const [settled] = await client.getContractEvents({ ...contract, eventName: 'ChannelSettled' })
      if (settled === undefined) return null
      const [[closing], updates, unlocks] = await Promise.all([
        client.getContractEvents({ ...contract, eventName: 'ChannelClosed' }),
        client.getContractEvents({ ...contract, eventName: 'NonClosingBalanceProofUpdated' }),
        client.getContractEvents({ ...contract, eventName: 'ChannelUnlocked' }),
      ])
      const { participant1, participant1_locksroot, participant2, participant2_locksroot } = settled.args
      return {
        closer: closing === undefined ? null : toAddress(closing.args.closing_participant),
        nonce: updates.reduce((highest, { args }) => (args.nonce > highest ? args.nonce : highest), 0n),
        locksroots: new Map([
          [toAddress(participant1), hex32.parse(participant1_locksroot)],
          [toAddress(participant2), hex32.parse(participant2_locksroot)],
        ]),
        unlockedOf: unlocks.map(({ args }) => toAddress(args.sender)),
      }
    })
    return answers.find((answer) => answer !== null) ?? null
  }

  /** What an account has taken out of its open channel with the partner so far, base units; 0 where there is none. */
  async withdrawn(own: Address, partner: Address): Promise<Amount> {
    const answers = await this.#endpoints.readAll(async (client) => {
      const contract = { address: this.#address, abi } as const
      const channel = await client.readContract({
        ...contract,
        functionName: 'getChannelIdentifier',
        args: [own, partner],
      })
      if (channel === 0n) return 0n
      const args = [channel, own, partner] as const
      const [, taken] = await client.readContract({
        ...contract,
        functionName: 'getChannelParticipantInfo',
        args,
      })
      return taken
    })
    return toAmount(answers.reduce((most, each) => (each > most ? each : most), 0n))
  }

  /** What an account got when a channel was settled, base units; null while no endpoint has seen that. */
  async paidOut(
    channel: bigint,
    own: Address,
    fromBlock: bigint,
  ): Promise<{ readonly partner: Address; readonly amount: bigint } | null> {
    const answers = await this.#endpoints.readAll(async (client) => {
      const [settled] = await client.getContractEvents({
        address: this.#address,
        abi,
        eventName: 'ChannelSettled',
        args: { channel_identifier: channel },
        fromBlock,
        strict: true,
      })
      if (settled === undefined) return null
      const { participant1, participant1_amount, participant2, participant2_amount } = settled.args
      return toAddress(participant1) === own
        ? { partner: toAddress(participant2), amount: participant1_amount }
        : { partner: toAddress(participant1), amount: participant2_amount }
    })
    return answers.find((answer) => answer !== null) ?? null
  }

  /** Countersigns the partner's proof, so that it can be handed in by anybody once the partner has closed. */
  async signUpdate(
    channel: bigint,
    partner: Address,
    proof: BalanceProof,
    account: LocalAccount,
  ): Promise<SignedUpdate> {
    return {
      channel,
      closer: partner,
      other: toAddress(account.address),
      balanceHash: balanceHash(proof),
      nonce: proof.nonce,
      additionalHash: proof.additionalHash,
      closerSignature: proof.signature,
      otherSignature: await signUpdate(this.canonicalId(channel), proof, account),
    }
  }

  /** Hands a partner's proof to the contract after that partner has closed. Costs gas. */
  async update(update: SignedUpdate, transactions: TransactionSender): Promise<void> {
    await transactions.send(this.updateCall(update))
  }

  /** The call behind {@link update}. */
  updateCall(update: SignedUpdate): ContractCall {
    const { channel, closer, other, nonce, additionalHash, closerSignature, otherSignature } = update
    return this.#call('updateNonClosingBalanceProof', [
      channel,
      closer,
      other,
      update.balanceHash,
      nonce,
      additionalHash,
      closerSignature,
      otherSignature,
    ])
  }

  /** Pays both sides out. The contract wants the side that has transferred more to be named second. Costs gas. */
  async settle(
    channel: bigint,
    partner: Address,
    { own, theirs }: { readonly own: Transferred; readonly theirs: Transferred },
    transactions: TransactionSender,
  ): Promise<void> {
    const mine = [transactions.address, own.transferred, own.locked, own.locksroot]
    const other = [partner, theirs.transferred, theirs.locked, theirs.locksroot]
    const ownIsLess = own.transferred + own.locked <= theirs.transferred + theirs.locked
    await transactions.send(
      this.#call('settleChannel', [channel, ...(ownIsLess ? [...mine, ...other] : [...other, ...mine])]),
    )
  }

  /** Takes what was locked when a channel was settled and whose secrets are registered. Costs gas. */
  async unlock(
    channel: bigint,
    { receiver, sender }: { readonly receiver: Address; readonly sender: Address },
    locks: readonly Lock[],
    transactions: TransactionSender,
  ): Promise<void> {
    await transactions.send(this.#call('unlock', [channel, receiver, sender, packLocks(locks)]))
  }

  async #channelAt(client: PublicClient, own: Address, partner: Address): Promise<ChannelOnChain> {
    const contract = { address: this.#address, abi } as const
    const channel = await client.readContract({
      ...contract,
      functionName: 'getChannelIdentifier',
      args: [own, partner],
    })
    if (channel === 0n) return { state: 'none' }
    const state = await client.readContract({
      ...contract,
      functionName: 'getChannelState',
      args: [channel, own, partner],
    })
    if (state === opened) return { state: 'open', channel }
    if (state !== closed) return { state: 'none' }
    const [settleableAfter, ownSide, partnerSide] = await Promise.all([
      client.readContract({ ...contract, functionName: 'settleable_after', args: [channel] }),
      this.#sideAt(client, channel, own, partner),
      this.#sideAt(client, channel, partner, own),
    ])
    return {
      state: 'closed',
      channel,
      own: ownSide,
      partner: partnerSide,
      settleableAfter: Number(settleableAfter) * 1000,
    }
  }

  async #sideAt(
    client: PublicClient,
    channel: bigint,
    participant: Address,
    partner: Address,
  ): Promise<ParticipantState> {
    const [, , closer, hash, nonce] = await client.readContract({
      address: this.#address,
      abi,
      functionName: 'getChannelParticipantInfo',
      args: [channel, participant, partner],
    })
    return { closer, balanceHash: hex32.parse(hash), nonce }
  }

  #call(functionName: string, args: readonly unknown[]): ContractCall {
    return { address: this.#address, abi, functionName, args }
  }
}

const alarm = { none: 0, open: 1, closed: 2 } as const

/** Of two answers the one that asks for more to be done; of two that say closed the one with the older proof. */
function moreAlarming(one: ChannelOnChain, other: ChannelOnChain): ChannelOnChain {
  if (one.state === 'closed' && other.state === 'closed') {
    return other.partner.nonce < one.partner.nonce ? other : one
  }
  return alarm[other.state] > alarm[one.state] ? other : one
}
