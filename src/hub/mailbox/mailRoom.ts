import { numberOf, rowOf, rowsOf, type Cell, type Steps } from '../../database/steps.ts'
import type { Address } from '../../shared/ids.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { MailboxLimits } from './mailboxLimits.ts'

/** What makes room for what: a stranger's letter, a channel partner's, an answer that the recipient asked for. */
export const standings = { stranger: 0, partner: 1, expected: 2 } as const
export type Standing = keyof typeof standings

export interface NewLetter {
  readonly to: Address
  /** The account of a channel partner, or the peer of whoever has none. */
  readonly sender: string
  readonly standing: Standing
  readonly bytes: number
}

/**
 * Decides whether there is room for a letter, and makes some. A letter of lower standing goes before one of higher; among
 * equals the oldest of whoever has most there, so that nobody closes a mailbox to others by filling it.
 */
export class MailRoom {
  readonly #limits: MailboxLimits

  constructor(limits: MailboxLimits) {
    this.#limits = limits
  }

  /** Steps of the caller's change. @throws BuskerError `MAILBOX_PEER_FULL`, `MAILBOX_RECIPIENT_FULL`, `MAILBOX_FULL` */
  *make(letter: NewLetter): Steps<void> {
    if (letter.standing !== 'expected') {
      yield* this.#checkSender(letter, letter.standing)
      yield* this.#makeRoomAtRecipient(letter, letter.standing)
    }
    yield* this.#makeBytes(letter)
  }

  *#checkSender({ sender, to }: NewLetter, standing: 'stranger' | 'partner'): Steps<void> {
    const { perSender, perPair } = this.#limits[`${standing}s`]
    if ((yield* count('sender = $1 AND standing < 2', sender)) >= perSender) {
      throw new BuskerError(
        'MAILBOX_PEER_FULL',
        `${perSender} letters of yours wait already. Withdraw one, or wait until one is read.`,
      )
    }
    if ((yield* count('recipient = $1 AND sender = $2 AND standing < 2', to, sender)) < perPair) return
    throw new BuskerError(
      'MAILBOX_PEER_FULL',
      `${perPair} letters of yours wait there already. Withdraw one, or wait until one is read.`,
    )
  }

  *#makeRoomAtRecipient({ to, sender, standing }: NewLetter, of: 'stranger' | 'partner'): Steps<void> {
    const isFull =
      (yield* count('recipient = $1 AND standing < 2', to)) >= this.#limits.perRecipient ||
      (yield* count('recipient = $1 AND standing = $2', to, standings[standing])) >=
        this.#limits[`${of}s`].perRecipient
    if (!isFull) return
    const candidate = yield* rowOf<{ id: number; standing: number; letters: number }>(
      `SELECT id, standing, count(*) OVER (PARTITION BY sender) AS letters FROM mail
       WHERE recipient = $1 AND standing < 2 ORDER BY standing, letters DESC, id LIMIT 1`,
      to,
    )
    const own = yield* count('recipient = $1 AND sender = $2 AND standing < 2', to, sender)
    if (candidate !== undefined && mayReplace(candidate, standings[standing], own)) {
      yield* remove(candidate.id)
      return
    }
    throw new BuskerError(
      'MAILBOX_RECIPIENT_FULL',
      'The mailbox of the one you write to is full. Try again when they have been online.',
    )
  }

  *#makeBytes({ standing, bytes }: NewLetter): Steps<void> {
    const { strangers, totalBytes } = this.#limits
    const isStranger = standing === 'stranger'
    for (;;) {
      const all = yield* numberOf('SELECT CAST(sum(bytes) AS BIGINT) AS n FROM mail_bytes')
      const ofStrangers = yield* numberOf('SELECT bytes AS n FROM mail_bytes WHERE standing = 0')
      if (all + bytes <= totalBytes && (!isStranger || ofStrangers + bytes <= strangers.totalBytes)) return
      const oldest = yield* rowOf<{ id: number }>(
        'SELECT id FROM mail WHERE standing = 0 ORDER BY id LIMIT 1',
      )
      if (oldest === undefined) {
        throw new BuskerError('MAILBOX_FULL', 'The hub keeps no more letters now. Try again later.')
      }
      yield* remove(oldest.id)
    }
  }
}

function count(where: string, ...values: readonly Cell[]): Steps<number> {
  return numberOf(`SELECT count(*) AS n FROM mail WHERE ${where}`, ...values)
}

function remove(id: number): Steps<readonly unknown[]> {
  return rowsOf('DELETE FROM mail WHERE id = $1', id)
}

/** Strangers replace each other: none of them has a claim to the room that another took. */
function mayReplace(
  { standing, letters }: { readonly standing: number; readonly letters: number },
  newcomer: number,
  ownLetters: number,
): boolean {
  if (standing !== newcomer) return standing < newcomer
  return standing === standings.stranger || letters > ownLetters + 1
}
