import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import type { BalanceProof, Transferred } from '../../protocol/channels.ts'
import { type Address, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { balanceHash, noHash, noLocks, signProof } from '../balanceProofs.ts'
import { ChainEndpoints } from '../chainEndpoints.ts'
import type { ChannelEnd, ChannelOnChain, ParticipantState, SignedUpdate } from '../tokenNetwork.ts'
import { TokenNetwork } from '../tokenNetwork.ts'

/** The two sides of a channel on a chain that is in memory: our device, and a partner that may be dishonest. */
export const device = privateKeyToAccount(generatePrivateKey())
export const partnerAccount = privateKeyToAccount(generatePrivateKey())
export const own = toAddress(device.address)
export const partner = toAddress(partnerAccount.address)
export const channelId = {
  tokenNetwork: toAddress(`0x${'7'.repeat(40)}`),
  chainId: 31337,
  channel: 5n,
}
const endpoints = new ChainEndpoints({ rpcUrls: ['http://127.0.0.1:9'], chainId: 31337, pollingMs: 50 })
const signer = new TokenNetwork(endpoints, channelId.tokenNetwork)

export function transferredOf(transferred: bigint): Transferred {
  return { transferred: toAmount(transferred), locked: toAmount(0n), locksroot: noLocks }
}

/** A proof that the partner has transferred this much to us. */
export function partnerProof(transferred: bigint, nonce: bigint, of = channelId): Promise<BalanceProof> {
  const unsigned = {
    ...transferredOf(transferred),
    nonce: toAmount(nonce),
    additionalHash: noHash,
  }
  return signProof(of, unsigned, partnerAccount)
}

/** A TokenNetwork with one channel that does what the contract does, as far as times, hashes and nonces go. */
export class MemoryChannel {
  /** Ms. */
  time = 0
  found: ChannelOnChain = { state: 'open', channel: channelId.channel }
  end: ChannelEnd | null = null
  updates = 0
  /** What was settled: the channel, the partner and both sides' amounts. */
  settled: unknown[] = []
  readonly unlocked: unknown[] = []
  reachable = true
  gas = 10n ** 18n
  readonly sent: unknown[] = []

  readonly transactions = {
    address: own,
    cost: async () => toAmount(1000n),
    gasBalance: async () => toAmount(this.gas),
    send: async (call: unknown) => {
      this.sent.push(call)
    },
  }

  canonicalId = (channel: bigint) => ({ ...channelId, channel })
  signUpdate = (...args: Parameters<TokenNetwork['signUpdate']>) => signer.signUpdate(...args)
  updateCall = (update: SignedUpdate) => signer.updateCall(update)
  chainTime = async () => {
    this.#reach()
    return this.time
  }
  channelBetween = async () => {
    this.#reach()
    return this.found
  }
  endOf = async () => this.end
  unlock = async (...args: unknown[]) => {
    this.unlocked.push(args.slice(1, 3))
  }

  update = async (update: SignedUpdate) => {
    if (this.found.state !== 'closed') throw new Error('not closed')
    if (this.time > this.found.settleableAfter) throw new Error('too late')
    if (update.nonce <= this.found.partner.nonce) throw new Error('not newer')
    this.updates += 1
    const partnerSide = { ...this.found.partner, balanceHash: update.balanceHash, nonce: update.nonce }
    this.found = { ...this.found, partner: partnerSide }
  }

  settle = async (channel: bigint, by: Address, amounts: { own: Transferred; theirs: Transferred }) => {
    if (this.found.state !== 'closed') throw new Error('not closed')
    if (this.time <= this.found.settleableAfter) throw new Error('too early')
    const { own: mine, partner: other } = this.found
    const fits =
      balanceHash(amounts.own) === mine.balanceHash && balanceHash(amounts.theirs) === other.balanceHash
    if (!fits) throw new Error('invalid balance hash')
    this.settled = [channel, by, amounts]
    this.settleBy()
  }

  /** Whoever likes settles a closed channel. */
  settleBy(): void {
    if (this.found.state !== 'closed') throw new Error('not closed')
    const { own: mine, partner: other } = this.found
    this.end = {
      closer: mine.closer ? own : partner,
      nonce: mine.closer ? mine.nonce : other.nonce,
      locksroots: new Map(),
      unlockedOf: [],
    }
    this.found = { state: 'none' }
  }

  /** The partner closes with a proof that we have transferred this much. */
  closeByPartner(fromDevice: bigint, settleableAfter = 1000): void {
    const hash = fromDevice === 0n ? noHash : balanceHash(transferredOf(fromDevice))
    this.found = {
      state: 'closed',
      channel: channelId.channel,
      own: participantState({ balanceHash: hash }),
      partner: participantState({ closer: true }),
      settleableAfter,
    }
  }

  #reach(): void {
    if (!this.reachable) throw new Error('The chain is away.')
  }
}

/** A side of a channel that has done nothing, but for what is said. */
export function participantState(more: Partial<ParticipantState>): ParticipantState {
  return { closer: false, balanceHash: noHash, nonce: 0n, ...more }
}
