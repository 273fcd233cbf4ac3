import { decode, encode } from '../../../protocol/codec.ts'
import { type LetterContent, letterContent } from '../../../protocol/purchase.ts'
import type { Hex32 } from '../../../shared/ids.ts'
import { randomHex } from './randomHex.ts'

interface SentLetter {
  readonly to: string
  readonly ticket: Hex32
  readonly letter: LetterContent
  readonly expiry: number
}

/** What a market asks of its hub, where letters are sealed by nothing and everybody has a channel. */
export class PlainMailbox {
  readonly sent: SentLetter[] = []
  /** Tickets of the letters that were taken out. */
  readonly removed: Hex32[] = []
  #waiting: { readonly ticket: Hex32; readonly letter: LetterContent; readonly position: number }[] = []
  #arrived = Promise.withResolvers<void>()
  #received = 0

  /** @returns its ticket */
  receive(letter: LetterContent, ticket: Hex32 = randomHex()): Hex32 {
    this.#received += 1
    this.#waiting.push({ ticket, letter, position: this.#received })
    this.#arrived.resolve()
    return ticket
  }

  kindsSent(): string[] {
    return this.sent.map(({ letter }) => letter.kind)
  }

  readonly operations = {
    take: async ({ after }: { after: number }, signal: AbortSignal) => {
      const aborted = Promise.withResolvers<never>()
      signal.addEventListener('abort', () => aborted.reject(signal.reason as Error))
      for (;;) {
        const mail = this.#waiting.filter(({ position }) => position > after)
        if (mail.length > 0) {
          const blobOf = (letter: LetterContent) => encode(letterContent, letter)
          return { mail: mail.map(({ letter, ...rest }) => ({ ...rest, expiry: 0, blob: blobOf(letter) })) }
        }
        this.#arrived = Promise.withResolvers()
        await Promise.race([this.#arrived.promise, aborted.promise])
      }
    },
    put: async ({ to, mail }: { to: string; mail: { ticket: Hex32; blob: Uint8Array; expiry: number } }) => {
      const { ticket, blob, expiry } = mail
      this.sent.push({ to, ticket, letter: decode(letterContent, blob, 1_000_000), expiry })
      return {}
    },
    remove: async ({ tickets }: { tickets: Hex32[] }) => {
      this.removed.push(...tickets)
      this.#waiting = this.#waiting.filter(({ ticket }) => !tickets.includes(ticket))
      return {}
    },
    withdraw: async () => ({ withdrawn: true }),
    hasChannel: async () => ({ hasChannel: true }),
  }
}
