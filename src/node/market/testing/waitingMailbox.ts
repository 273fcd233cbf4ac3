import { encode } from '../../../protocol/codec.ts'
import { mailboxProtocol } from '../../../protocol/mailbox.ts'
import { type LetterContent, letterContent } from '../../../protocol/purchase.ts'
import { type Hex32, hex32 } from '../../../shared/ids.ts'

const expiry = 5

export const refusal: LetterContent = {
  kind: 'declined',
  code: 'ORDER_NOT_ON_SALE',
  message: 'Not any more.',
}
export const ticketOf = (number: number): Hex32 => hex32.parse(`0x${number.toString(16).padStart(64, '0')}`)
/** The letter that arrived as the `position`th. */
export const letterAt = (position: number) => ({
  ticket: ticketOf(position),
  blob: encode(letterContent, refusal),
  expiry,
  position,
})

interface Asked {
  readonly after: number
  readonly waitMs: number
}
type MailboxCall = (
  to: unknown,
  protocol: unknown,
  op: string,
  body: never,
  options?: CallOptions,
) => Promise<object>
interface CallOptions {
  readonly signal: AbortSignal
  readonly timeoutMs?: number
}

/** A mailbox whose hub waits for letters as long as it is asked to. */
export class WaitingMailbox {
  mail: ReturnType<typeof letterAt>[] = []
  /** What the mailbox was asked, and when, ms after the start. */
  readonly asked: (Asked & { readonly at: number })[] = []
  readonly removed: Hex32[] = []
  /** Called before each answer; what it throws is the answer. */
  onTake: (count: number, options: CallOptions | undefined) => void = () => undefined
  /** How long it waits at most, whatever is asked of it. */
  patienceMs = Infinity
  /** Called before letters are taken out, and waited for. */
  onRemove: (signal: AbortSignal | undefined) => Promise<void> | void = () => undefined
  readonly #begun = performance.now()

  readonly call: MailboxCall = async (_to, protocol, op, body, options) => {
    if (protocol !== mailboxProtocol) throw new Error('Only the mailbox is asked here.')
    if (op === 'remove') {
      const { tickets } = body as { tickets: readonly Hex32[] }
      await this.onRemove(options?.signal)
      this.removed.push(...tickets)
      this.mail = this.mail.filter(({ ticket }) => !tickets.includes(ticket))
      return {}
    }
    const { after, waitMs } = body as Asked
    this.asked.push({ after, waitMs, at: performance.now() - this.#begun })
    this.onTake(this.asked.length, options)
    const found = () => this.mail.filter(({ position }) => position > after)
    if (found().length === 0) await this.#wait(Math.min(waitMs, this.patienceMs), options?.signal)
    return { mail: found() }
  }

  get times(): number[] {
    return this.asked.map(({ at }) => at)
  }

  get positions(): number[] {
    return this.asked.map(({ after }) => after)
  }

  #wait(ms: number, signal: AbortSignal | undefined): Promise<void> {
    if (ms === 0) return Promise.resolve()
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms)
      signal?.addEventListener('abort', () => (clearTimeout(timer), reject(signal.reason as Error)))
    })
  }
}
