import PQueue from 'p-queue'
import type { LocalAccount } from 'viem'
import type { AccountTransactions } from '../../chain/accountTransactions.ts'
import { noHash, noLocks } from '../../chain/balanceProofs.ts'
import type { ChannelEnd, ClosedOnChain, SignedUpdate, TokenNetwork } from '../../chain/tokenNetwork.ts'
import type { BalanceProof, Lock, Transferred } from '../../protocol/channels.ts'
import type { ChannelProofs } from '../../raiden/raidenContract.ts'
import { BuskerError, type ErrorData, toErrorData } from '../../shared/errors.ts'
import { type Address, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import type { ChannelRecords, WatchedChannel } from './channelRecords.ts'
import type { ClaimedSecrets } from './claimedSecrets.ts'
import { lossOf, nextStep, type WatchStep } from './nextStep.ts'

export interface ChannelWatchOptions {
  readonly records: ChannelRecords
  readonly tokenNetwork: Pick<
    TokenNetwork,
    'channelBetween' | 'endOf' | 'signUpdate' | 'update' | 'updateCall' | 'settle' | 'unlock'
  >
  readonly transactions: Pick<AccountTransactions, 'address' | 'cost' | 'gasBalance' | 'send'>
  readonly account: LocalAccount
  /** The hub's Raiden account, with which every new channel is. */
  readonly hub: Address
  readonly secrets: Pick<ClaimedSecrets, 'register'>
  /** Whether saving `amount` base units is worth `wei` of gas. */
  readonly isWorthGas: (amount: bigint, wei: bigint) => boolean
  /** Of the token network's contract, ms. */
  readonly settleTimeoutMs: number
  /** Where to start reading the contract's events. */
  readonly firstBlock: bigint
  /** Ms. @throws BuskerError `RAIDEN_CHAIN_UNREACHABLE` */
  readonly chainTime: () => Promise<number>
  /** Raiden runs: it answers a close by itself, within a quarter of the settle timeout. */
  readonly isRaidenRunning: () => boolean
  /** False in a restored identity that its partner has not answered. */
  readonly isNewestKnown: () => boolean
  /** Called for each newer proof of a partner, countersigned. */
  readonly onUpdateSigned?: (update: SignedUpdate) => void
  /** Called for a channel that has come to its end. */
  readonly onFinished?: (channel: bigint) => void
  readonly onChange: () => void
  readonly onProblem: (problem: unknown) => void
  /** How often the chain is looked at, ms. Default five seconds. */
  readonly intervalMs?: number
}

/** A channel's way to its end, as the watch sees it. */
export interface ChannelWatchState extends WatchedChannel {
  /** What hinders the watch now; it is tried again. */
  readonly problem: ErrorData | null
}

/** Raiden gets this part of the settle timeout to answer before the watch does. */
const raidensShare = 0.25

/**
 * Watches this account's channels on chain, and brings closed ones to their end: it answers a close with the best proof,
 * registers secrets in time, settles, and takes what was locked. It needs neither hub nor homeserver nor lease, since
 * whoever could take those away from it is whom it watches (docs/adr/0034).
 */
export class ChannelWatch implements Startable {
  readonly #options: ChannelWatchOptions
  readonly #own: Address
  readonly #looks = new PQueue({ concurrency: 1 })
  readonly #problems = new Map<Address, ErrorData>()
  #timer: NodeJS.Timeout | undefined
  #running = false

  constructor(options: ChannelWatchOptions) {
    this.#options = options
    this.#own = toAddress(options.account.address)
  }

  /** Looks at once, and then again and again. */
  async start(): Promise<void> {
    if (this.#running) return
    this.#running = true
    // The process may have ended between a proof and its signature.
    for (const { channel, partner, proof } of this.#options.records.unfinished()) {
      if (proof !== null) this.#signUpdate(channel, partner, proof)
    }
    this.wake()
  }

  async stop(): Promise<void> {
    this.#running = false
    clearTimeout(this.#timer)
    await this.#looks.onIdle()
  }

  /** Looks now: the machine may have slept. */
  wake(): void {
    clearTimeout(this.#timer)
    void this.#looks.add(async () => {
      if (!this.#running) return
      await this.look()
      if (this.#running) this.#timer = setTimeout(() => this.wake(), this.#options.intervalMs ?? 5000)
    })
  }

  /** Every channel, newest first. */
  list(): ChannelWatchState[] {
    return this.#options.records.list().map((record) => ({
      ...record,
      problem: record.state === 'finished' ? null : (this.#problems.get(record.partner) ?? null),
    }))
  }

  /** Notes what both sides have signed. Call it before anything is done that rests on it. */
  save(proofs: readonly ChannelProofs[]): void {
    const { records } = this.#options
    for (const { channel, partnerAddress, own, partner, ownLocks, partnerLocks } of proofs) {
      records.inTransaction(() => {
        records.require(channel, partnerAddress)
        if (own !== null) {
          records.addOwnTransfer(channel, own)
          records.update(channel, { ownLocks })
        }
        if (partner !== null) this.#saveProof(channel, partner, partnerLocks)
      })
    }
  }

  /** Notes what a partner says it has, of a channel whose own record is lost: its proof must have been verified. */
  learn(channel: number, partner: Address, proof: BalanceProof | null, own: Transferred | null): void {
    const { records } = this.#options
    records.inTransaction(() => {
      records.require(channel, partner)
      if (own !== null) records.addOwnTransfer(channel, own)
      if (proof !== null) this.#saveProof(channel, proof, [])
    })
  }

  /**
   * The person's word: this channel is settled below what the partner has signed.
   *
   * @throws BuskerError `RAIDEN_NO_CHANNEL`
   */
  acceptLoss(channel: number): void {
    const { records } = this.#options
    if (records.get(channel) === undefined) {
      throw new BuskerError('RAIDEN_NO_CHANNEL', `You have no channel ${channel}. Nothing was changed.`)
    }
    records.update(channel, { lossAccepted: 1 })
    this.wake()
  }

  /** Looks at every channel once, and takes the next step of each. */
  async look(): Promise<void> {
    const { records, hub } = this.#options
    const partners = new Set([hub, ...records.unfinished().map(({ partner }) => partner)])
    for (const partner of partners) await this.#lookAt(partner)
  }

  async #lookAt(partner: Address): Promise<void> {
    const { tokenNetwork, records } = this.#options
    try {
      const found = await tokenNetwork.channelBetween(this.#own, partner)
      const live = found.state === 'none' ? null : records.require(Number(found.channel), partner)
      for (const record of records.unfinished().filter((each) => each.partner === partner)) {
        // A closed channel never opens again: an endpoint that says so is behind, and others may have seen its end.
        const isPast = found.state === 'open' && record.state !== 'open'
        if (record.channel !== live?.channel || isPast) await this.#finish(record)
      }
      if (found.state === 'closed' && live !== null) await this.#advance(live, found)
      if (found.state === 'open' && live !== null) await this.#claim(live, false)
      this.#setProblem(partner, null)
    } catch (error) {
      this.#setProblem(partner, error)
    }
  }

  async #advance(record: WatchedChannel, found: ClosedOnChain): Promise<void> {
    const { records, settleTimeoutMs, isRaidenRunning, isNewestKnown, chainTime } = this.#options
    const { channel } = record
    const { settleableAfter } = found
    if (record.state === 'open') this.#change(channel, { state: 'closed', settleableAfter })
    const share = isRaidenRunning() ? raidensShare : 0
    const step = nextStep(
      found,
      {
        proof: record.proof,
        isNewest: isNewestKnown(),
        ownTransfer: (hash) => records.ownTransfer(channel, hash),
        lossAccepted: record.lossAccepted === 1,
        leftToRaidenUntil: settleableAfter - settleTimeoutMs * (1 - share),
      },
      await chainTime(),
    )
    try {
      await this.#take(step, { ...record, settleableAfter })
    } finally {
      await this.#claim(record, true)
    }
  }

  async #take(step: WatchStep, record: WatchedChannel): Promise<void> {
    const { tokenNetwork, transactions } = this.#options
    const { channel, partner } = record
    switch (step.do) {
      case 'wait':
        return this.#clearReason(record)
      case 'update':
        this.#clearReason(record)
        return this.#answer(record, step.proof)
      case 'settle':
        return tokenNetwork.settle(
          BigInt(channel),
          partner,
          { own: step.own, theirs: step.theirs },
          transactions,
        )
      case 'hold':
        if (record.reason !== step.reason) this.#change(channel, { reason: step.reason, lost: step.lost })
    }
  }

  #clearReason({ channel, reason }: WatchedChannel): void {
    if (reason !== null) this.#change(channel, { reason: null, lost: toAmount(0n) })
  }

  async #answer({ channel, partner, settleableAfter }: WatchedChannel, proof: BalanceProof): Promise<void> {
    const { tokenNetwork, transactions, account, isWorthGas } = this.#options
    const update = await tokenNetwork.signUpdate(BigInt(channel), partner, proof, account)
    const cost = await transactions.cost(tokenNetwork.updateCall(update))
    const atStake = lossOf(proof, null)
    if (!isWorthGas(atStake, cost)) throw notWorthGas(atStake, cost)
    const balance = await transactions.gasBalance()
    if (balance < cost) throw gasMissing(this.#own, toAmount(cost - balance), settleableAfter)
    await tokenNetwork.update(update, transactions)
    this.#options.onChange()
  }

  /** Registers the secrets of what is locked for us, where the partner does not pay in time. */
  async #claim({ partnerLocks }: WatchedChannel, isClosed: boolean): Promise<void> {
    if (partnerLocks.length === 0) return
    await this.#options.secrets.register(partnerLocks, isClosed)
  }

  /** A channel that is gone from the chain: what it was settled without is noted, and what was locked is taken. */
  async #finish(record: WatchedChannel): Promise<void> {
    const { tokenNetwork, firstBlock, records } = this.#options
    const end = await tokenNetwork.endOf(BigInt(record.channel), firstBlock)
    if (end === null) return
    if (record.state !== 'settled') {
      const lost = this.#lossAt(end, record)
      this.#change(record.channel, {
        state: 'settled',
        lost,
        reason: lost > 0n ? (record.reason ?? 'CHANNEL_ANSWER_LATE') : null,
      })
    }
    if (await this.#takeLocked(records.require(record.channel, record.partner), end)) {
      this.#change(record.channel, { state: 'finished' })
      this.#options.onFinished?.(BigInt(record.channel))
    }
  }

  #lossAt({ closer, nonce }: ChannelEnd, { proof }: WatchedChannel) {
    const isWhole = closer === null || closer === this.#own || proof === null || nonce >= proof.nonce
    return isWhole ? toAmount(0n) : lossOf(proof, null)
  }

  /** @returns whether nothing is left to take */
  async #takeLocked(record: WatchedChannel, end: ChannelEnd): Promise<boolean> {
    const { partner, partnerLocks, ownLocks } = record
    const received = await this.#unlock(record, end, { receiver: this.#own, sender: partner }, partnerLocks)
    const returned = await this.#unlock(record, end, { receiver: partner, sender: this.#own }, ownLocks)
    return received && returned
  }

  /** What was locked goes to the receiver where its secret was registered, and back to the sender else. */
  async #unlock(
    { channel }: WatchedChannel,
    end: ChannelEnd,
    sides: { readonly receiver: Address; readonly sender: Address },
    locks: readonly Lock[],
  ): Promise<boolean> {
    const { tokenNetwork, transactions, chainTime } = this.#options
    const root = end.locksroots.get(sides.sender) ?? noHash
    const isNothing = root === noHash || root === noLocks || locks.length === 0
    if (isNothing || end.unlockedOf.includes(sides.sender)) return true
    const lastExpiry = Math.max(...locks.map(({ expiration }) => Number(expiration) * 1000))
    if ((await chainTime()) <= lastExpiry) return false
    await tokenNetwork.unlock(BigInt(channel), sides, locks, transactions)
    return true
  }

  #saveProof(channel: number, proof: BalanceProof, locks: readonly Lock[]): void {
    const { records } = this.#options
    const known = records.get(channel)
    if (known === undefined || proof.nonce <= known.nonce) return
    records.update(channel, { proof, nonce: proof.nonce, partnerLocks: locks })
    this.#signUpdate(channel, known.partner, proof)
  }

  #signUpdate(channel: number, partner: Address, proof: BalanceProof): void {
    const { tokenNetwork, account, onUpdateSigned, onProblem } = this.#options
    if (onUpdateSigned === undefined) return
    tokenNetwork.signUpdate(BigInt(channel), partner, proof, account).then(onUpdateSigned).catch(onProblem)
  }

  #change(channel: number, change: Partial<WatchedChannel>): void {
    this.#options.records.update(channel, change)
    this.#options.onChange()
  }

  /** Reports a problem that stays once. */
  #setProblem(partner: Address, problem: unknown): void {
    const last = this.#problems.get(partner)
    if (problem === null) {
      if (this.#problems.delete(partner)) this.#options.onChange()
      return
    }
    const data = toErrorData(problem)
    this.#problems.set(partner, data)
    if (last?.code === data.code) return
    this.#options.onProblem(problem)
    this.#options.onChange()
  }
}

function notWorthGas(amount: bigint, wei: bigint): BuskerError {
  return new BuskerError(
    'CHANNEL_ANSWER_NOT_WORTH_GAS',
    `The other side has closed your channel. Answering would cost ${wei} wei of gas and save ${amount} base units at most, which is worth less. It is answered if gas gets cheaper in time.`,
  )
}

function gasMissing(account: Address, wei: bigint, before: number | null): BuskerError {
  const until = before === null ? '' : ` before ${new Date(before).toISOString()}`
  return new BuskerError(
    'CHANNEL_GAS_MISSING',
    `The other side has closed your channel, and ${account} has not enough gas to answer: send ${wei} wei more${until}.`,
  )
}
