import { dayMs } from '../clock.ts'

/** How much may lie in the mailbox at a time of those of one standing. */
export interface SenderLimits {
  /** Letters of one sender, to all. */
  readonly perSender: number
  /** Letters of one sender to one recipient. */
  readonly perPair: number
  /** Letters for one recipient, of all such senders. */
  readonly perRecipient: number
  readonly totalBytes: number
}

/** How much may lie in the mailbox at a time. */
export interface MailboxLimits {
  /** Whoever has no channel: an account costs nothing. */
  readonly strangers: SenderLimits
  /** Those who have, or had, a channel with the hub. */
  readonly partners: SenderLimits
  /** Letters for one recipient, of all but those that it asked for. */
  readonly perRecipient: number
  /** Answers that one account may wait for, and that there is always room for. */
  readonly expectedPerRecipient: number
  /** Of all letters. */
  readonly totalBytes: number
  /** The longest a letter may lie here, ms. */
  readonly maxAgeMs: number
}

export const defaultMailboxLimits: MailboxLimits = {
  strangers: { perSender: 16, perPair: 4, perRecipient: 64, totalBytes: 2 ** 28 },
  partners: { perSender: 64, perPair: 16, perRecipient: 512, totalBytes: 2 ** 30 },
  perRecipient: 512,
  expectedPerRecipient: 64,
  totalBytes: 2 ** 30,
  maxAgeMs: 30 * dayMs,
}
