import { z } from 'zod'
import type { LocalAccount } from 'viem'
import type { AccountTransactions } from '../../chain/accountTransactions.ts'
import { balanceHash, nothingTransferred, signerOf } from '../../chain/balanceProofs.ts'
import type { ClosedOnChain, TokenNetwork } from '../../chain/tokenNetwork.ts'
import { type ClosedChannel, closedChannel, type Transferred } from '../../protocol/channels.ts'
import { BuskerError, type ErrorCode, toErrorData } from '../../shared/errors.ts'
import { type Address, toAddress } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { defineSetting, type Settings } from '../settings/settings.ts'
import { channelsSetting } from './channelsSetting.ts'

/** The partner's answer when it closed; its JSON has amounts as text. */
const answerSetting = defineSetting('device-restored-channel', z.record(z.string(), z.unknown()))

export interface RestoredChannelsOptions {
  readonly settings: Settings
  readonly chain: Pick<TokenNetwork, 'channelBetween' | 'signUpdate' | 'update' | 'settle' | 'canonicalId'>
  readonly account: LocalAccount
  readonly transactions: AccountTransactions
  /** The hub's Raiden account: the one partner of every Busker channel. */
  readonly partner: Address
  /** Whether this device has the lease: the old one may be running still, and has a use for its channel then. */
  readonly allowed: () => boolean
  /** Asks the partner to close: `/busker/channels/1`. */
  readonly askToClose: () => Promise<ClosedChannel | null>
  /** How often the next step is looked for, ms. Default 5 seconds. */
  readonly intervalMs?: number
  readonly now?: () => number
  /** No old channel is left: Raiden may start. */
  readonly onDone: () => void
  readonly onProblem: (problem: unknown) => void
}

/**
 * Ends the channel of a restored identity without a Raiden node of its own, whose empty database would sign nonsense
 * (docs/adr/0010): the hub closes with the newest proof it has from us and hands us its newest to us, which we give to
 * the contract; when the contract allows it we settle. Each step is read off the chain, so every restart goes on.
 */
export class RestoredChannels implements Startable {
  readonly #options: RestoredChannelsOptions
  readonly #now: () => number
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #settleableAfter: number | null = null
  #lastProblem: ErrorCode | null = null

  constructor(options: RestoredChannelsOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  /** From when the contract lets the closed channel be settled, ms; null before that is known. */
  get settleableAfter(): number | null {
    return this.#settleableAfter
  }

  /** True while Raiden must not run. */
  get pending(): boolean {
    return this.#options.settings.get(channelsSetting) === 'restored-read-only'
  }

  async start(): Promise<void> {
    if (this.#timer !== undefined || !this.pending) return
    this.#timer = setInterval(() => void this.#attempt(), this.#options.intervalMs ?? 5000)
    void this.#attempt()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    await this.#running
  }

  /**
   * Takes the next step.
   *
   * @returns what is waited for now, or `done`
   * @throws BuskerError `RAIDEN_PROOF_FORGED`, what asking throws (`HUB_CHANNEL_BUSY`, `IPFS_*`), and errors of the chain
   */
  async step(): Promise<'close' | 'settle' | 'done'> {
    const { chain, account, transactions, partner, settings, askToClose } = this.#options
    const found = await chain.channelBetween(toAddress(account.address), partner)
    if (found.state === 'none') {
      settings.delete(channelsSetting)
      settings.delete(answerSetting)
      return 'done'
    }
    this.#settleableAfter = found.state === 'closed' ? found.settleableAfter : null
    const known = this.#answer(found.channel)
    if (found.state === 'open' || known === null) {
      const answer = await askToClose()
      if (answer !== null) await this.#acceptAnswer(found.channel, answer)
      return 'close'
    }
    await this.#update(found, known)
    if (this.#now() <= found.settleableAfter) return 'settle'
    await chain.settle(found.channel, partner, this.#amounts(found, known), transactions)
    return 'settle'
  }

  async #attempt(): Promise<void> {
    if (this.#running !== null || !this.#options.allowed()) return
    this.#running = this.step().then(
      (waiting) => {
        this.#lastProblem = null
        if (waiting !== 'done' || this.#timer === undefined) return
        clearInterval(this.#timer)
        this.#timer = undefined
        this.#options.onDone()
      },
      (error: unknown) => this.#report(error),
    )
    await this.#running
    this.#running = null
  }

  /** Reports a problem that repeats every five seconds once. */
  #report(problem: unknown): void {
    const { code } = toErrorData(problem)
    if (code === this.#lastProblem) return
    this.#lastProblem = code
    this.#options.onProblem(problem)
  }

  /** Believes only what the partner has signed, and what fits the chain. */
  async #acceptAnswer(channel: bigint, answer: ClosedChannel): Promise<void> {
    const { chain, partner, settings } = this.#options
    const { toYou } = answer
    const isForged = toYou !== null && (await signerOf(chain.canonicalId(channel), toYou)) !== partner
    if (BigInt(answer.channel) !== channel || isForged) {
      throw new BuskerError(
        'RAIDEN_PROOF_FORGED',
        'The hub’s answer about the old channel is not what it signed. Ask its operator; nothing was sent to the chain.',
      )
    }
    settings.set(answerSetting, closedChannel.encode(answer))
  }

  /** Whoever did not close may bring a newer proof until the channel is settled. */
  async #update(
    { channel, own, partner: theirs, settleableAfter }: ClosedOnChain,
    { toYou }: ClosedChannel,
  ): Promise<void> {
    const isNewer = toYou !== null && toYou.nonce > theirs.nonce
    if (own.closer || !isNewer || this.#now() > settleableAfter) return
    const { chain, account, transactions, partner } = this.#options
    await chain.update(await chain.signUpdate(channel, partner, toYou, account), transactions)
  }

  /** The amounts behind the hashes on chain: the contract takes no others. */
  #amounts(
    { own, partner: theirs }: ClosedOnChain,
    { fromYou, toYou }: ClosedChannel,
  ): { own: Transferred; theirs: Transferred } {
    const revealed = (hash: string, known: Transferred | null) =>
      known !== null && balanceHash(known) === hash ? known : nothingTransferred
    return { own: revealed(own.balanceHash, fromYou), theirs: revealed(theirs.balanceHash, toYou) }
  }

  #answer(channel: bigint): ClosedChannel | null {
    const stored = this.#options.settings.get(answerSetting)
    if (stored === undefined) return null
    const answer = closedChannel.decode(stored as z.input<typeof closedChannel>)
    return BigInt(answer.channel) === channel ? answer : null
  }
}
