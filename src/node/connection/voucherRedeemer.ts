import { bytesToHex, hexToBytes } from 'viem'
import { z } from 'zod'
import type { Calls } from '../../ipfs/peer.ts'
import { hubProtocol } from '../../protocol/hub.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { BackOff } from '../../shared/backOff.ts'
import { type ErrorCode, type ErrorData, isBuskerError, toErrorData } from '../../shared/errors.ts'
import { errorData } from '../../shared/errors/errorSchemas.ts'
import { hexText, type PeerIdText } from '../../shared/ids.ts'
import { type Amount, amount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import { defineSetting, type Settings } from '../settings/settings.ts'

const voucherStates = ['redeeming', 'paid', 'refused'] as const

/** How far the credit of the newest invitation is. */
export interface VoucherProgress {
  /** `redeeming`: asked for again and again, after a restart too. */
  readonly state: (typeof voucherStates)[number]
  /** Base units; null before the hub has said it. */
  readonly credit: Amount | null
  /** Why it was refused, or is not further. */
  readonly problem: ErrorData | null
}

/** Of this machine alone: elsewhere there was no invitation. */
const keptVoucher = defineSetting(
  'device-voucher',
  z.object({
    /** Null once it is of no more use. */
    code: hexText.nullable(),
    state: z.enum(voucherStates),
    credit: z.string().regex(/^\d+$/).nullable(),
    problem: errorData.nullable(),
  }),
)

/** With these it can never be redeemed. Every other error is tried again. */
const finalErrors: readonly ErrorCode[] = [
  'HUB_VOUCHER_EXPIRED',
  'HUB_VOUCHER_UNKNOWN',
  'HUB_VOUCHER_USED',
  'PROTOCOL_UNKNOWN',
]
/** Between two questions. */
const retryLimits = { initialMs: 1_000, maxMs: 5 * 60_000 }

export interface VoucherRedeemerOptions {
  readonly settings: Settings
  readonly calls: Pick<Calls, 'call'>
  readonly hub: PeerIdText
  readonly identity: SignedIdentity
  /** It went on, or not. */
  readonly onChange: () => void
}

/** Redeems the voucher of an invitation: written before it is shown to the hub, and shown until the credit is here. */
export class VoucherRedeemer implements Startable {
  readonly #options: VoucherRedeemerOptions
  readonly #backOff = new BackOff(retryLimits)
  #timer: NodeJS.Timeout | null = null
  #asking: Promise<void> | null = null
  #isRunning = false
  /** Something happened while the hub was asked. */
  #isWoken = false

  constructor(options: VoucherRedeemerOptions) {
    this.#options = options
  }

  /** Null: there was no voucher. */
  get progress(): VoucherProgress | null {
    const kept = this.#options.settings.get(keptVoucher)
    if (kept === undefined) return null
    const { state, credit, problem } = kept
    return { state, credit: credit === null ? null : amount.parse(credit), problem }
  }

  /** Takes a voucher on; the one before it, if any, is forgotten. On disk when this returns. */
  add(code: Uint8Array): void {
    const { settings } = this.#options
    const text = bytesToHex(code)
    if (settings.get(keptVoucher)?.code === text) return
    settings.set(keptVoucher, { code: text, state: 'redeeming', credit: null, problem: null })
    this.wake()
  }

  async start(): Promise<void> {
    this.#isRunning = true
    this.wake()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    await this.#asking
  }

  /** Asks now: a payment has come, or the hub is there again. */
  wake(): void {
    this.#backOff.reset()
    this.#askSoon()
  }

  #askSoon(): void {
    this.#isWoken = this.#asking !== null
    if (!this.#isRunning || this.#isWoken) return
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    this.#asking = this.#ask()
      .then((pauseMs) => {
        if (pauseMs === null || !this.#isRunning) return
        this.#timer = setTimeout(() => this.#askSoon(), pauseMs).unref()
      })
      .finally(() => {
        this.#asking = null
        if (this.#isWoken) this.#askSoon()
      })
  }

  /** @returns how long to wait before it is asked again, ms; null: it is over */
  async #ask(): Promise<number | null> {
    const { settings, onChange } = this.#options
    const kept = settings.get(keptVoucher)
    if (kept === undefined || kept.code === null) return null
    const answer = await this.#redeem(kept.code)
    // Another invitation may have been taken on meanwhile.
    if (settings.get(keptVoucher)?.code !== kept.code) return 0
    const now = { ...kept, ...answer, code: answer.state === 'redeeming' ? kept.code : null }
    settings.set(keptVoucher, now)
    if (JSON.stringify(now) !== JSON.stringify(kept)) onChange()
    return answer.state === 'redeeming' ? this.#backOff.next() : null
  }

  async #redeem(code: `0x${string}`) {
    const { calls, hub, identity } = this.#options
    const voucher = hexToBytes(code)
    try {
      const { credit, isPaid } = await calls.call(hub, hubProtocol, 'redeem', { identity, voucher })
      const state: VoucherProgress['state'] = isPaid ? 'paid' : 'redeeming'
      return { state, credit: String(credit), problem: null }
    } catch (error) {
      const isFinal = isBuskerError(error) && finalErrors.includes(error.code)
      const state: VoucherProgress['state'] = isFinal ? 'refused' : 'redeeming'
      return { state, problem: toErrorData(error) }
    }
  }
}
