import { z } from 'zod'
import { signerOf } from '../../chain/balanceProofs.ts'
import type { TokenNetwork } from '../../chain/tokenNetwork.ts'
import {
  type BalanceProof,
  type ClosedChannel,
  closedChannel,
  type Transferred,
} from '../../protocol/channels.ts'
import { BuskerError, type ErrorCode, toErrorData } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { defineSetting, type Settings } from '../settings/settings.ts'
import { channelsSetting } from './channelsSetting.ts'

/** The partner's answer when it closed; its JSON has amounts as text. */
const answerSetting = defineSetting('device-restored-channel', z.record(z.string(), z.unknown()))

export interface RestoredChannelsOptions {
  readonly settings: Settings
  readonly tokenNetwork: Pick<TokenNetwork, 'channelBetween' | 'canonicalId'>
  /** The identity's own account. */
  readonly account: Address
  /** The hub's Raiden account: the one partner of every Busker channel. */
  readonly partner: Address
  /** Whether this device has the lease: the old one may be running still, and has a use for its channel then. */
  readonly allowed: () => boolean
  /** Asks the partner to close: `/busker/channels/1`. */
  readonly askToClose: () => Promise<ClosedChannel | null>
  /** Given what the partner has answered and signed: whoever watches the channel brings it to its end. */
  readonly onAnswer: (channel: number, proof: BalanceProof | null, own: Transferred | null) => void
  /** How often the next step is looked for, ms. Default 5 seconds. */
  readonly intervalMs?: number
  /** No old channel is left: Raiden may start. */
  readonly onDone: () => void
  readonly onProblem: (problem: unknown) => void
}

/**
 * Has the channel of a restored identity closed: a Raiden node on an empty database would sign nonsense, so the hub closes
 * with the newest proof it has from us and hands us its newest to us (docs/adr/0010). The channel watch does the rest.
 * Each step is read off the chain, so every restart goes on.
 */
export class RestoredChannels implements Startable {
  readonly #options: RestoredChannelsOptions
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #settleableAfter: number | null = null
  #lastProblem: ErrorCode | null = null

  constructor(options: RestoredChannelsOptions) {
    this.#options = options
  }

  /** From when the contract lets the closed channel be settled, ms; null before that is known. */
  get settleableAfter(): number | null {
    return this.#settleableAfter
  }

  /** True while Raiden must not run. */
  get pending(): boolean {
    return this.#options.settings.get(channelsSetting) === 'restored-read-only'
  }

  /** True once the partner has said what it has signed. */
  get isAnswered(): boolean {
    return this.#options.settings.get(answerSetting) !== undefined
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
    const { tokenNetwork, account, partner, settings, askToClose } = this.#options
    const found = await tokenNetwork.channelBetween(account, partner)
    if (found.state === 'none') {
      settings.delete(channelsSetting)
      settings.delete(answerSetting)
      return 'done'
    }
    this.#settleableAfter = found.state === 'closed' ? found.settleableAfter : null
    if (found.state === 'open' || this.#answer(found.channel) === null) {
      const answer = await askToClose()
      if (answer !== null) await this.#acceptAnswer(found.channel, answer)
      return 'close'
    }
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
    const { tokenNetwork, partner, settings, onAnswer } = this.#options
    const { toYou, fromYou } = answer
    const isForged = toYou !== null && (await signerOf(tokenNetwork.canonicalId(channel), toYou)) !== partner
    if (BigInt(answer.channel) !== channel || isForged) {
      throw new BuskerError(
        'RAIDEN_PROOF_FORGED',
        'The hub’s answer about the old channel is not what it signed. Ask its operator; nothing was sent to the chain.',
      )
    }
    onAnswer(answer.channel, toYou, fromYou)
    settings.set(answerSetting, closedChannel.encode(answer))
  }

  #answer(channel: bigint): ClosedChannel | null {
    const stored = this.#options.settings.get(answerSetting)
    if (stored === undefined) return null
    const answer = closedChannel.decode(stored as z.input<typeof closedChannel>)
    return BigInt(answer.channel) === channel ? answer : null
  }
}
