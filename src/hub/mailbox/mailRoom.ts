import type { Address } from '../../shared/ids.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'
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
  readonly #store: HubStore
  readonly #limits: MailboxLimits

  constructor(store: HubStore, limits: MailboxLimits) {
    this.#store = store
    this.#limits = limits
  }

  /** @throws BuskerError `MAILBOX_PEER_FULL`, `MAILBOX_RECIPIENT_FULL`, `MAILBOX_FULL`; inside the caller's transaction */
  make(letter: NewLetter): void {
    if (letter.standing !== 'expected') {
      this.#checkSender(letter, letter.standing)
      this.#makeRoomAtRecipient(letter, letter.standing)
    }
    this.#makeBytes(letter)
  }

  #checkSender({ sender, to }: NewLetter, standing: 'stranger' | 'partner'): void {
    const { perSender, perPair } = this.#limits[`${standing}s`]
    if (this.#count('sender = ? AND standing < 2', sender) >= perSender) {
      throw new BuskerError(
        'MAILBOX_PEER_FULL',
        `${perSender} letters of yours wait already. Withdraw one, or wait until one is read.`,
      )
    }
    if (this.#count('recipient = ? AND sender = ? AND standing < 2', to, sender) < perPair) return
    throw new BuskerError(
      'MAILBOX_PEER_FULL',
      `${perPair} letters of yours wait there already. Withdraw one, or wait until one is read.`,
    )
  }

  #makeRoomAtRecipient({ to, sender, standing }: NewLetter, of: 'stranger' | 'partner'): void {
    const isFull =
      this.#count('recipient = ? AND standing < 2', to) >= this.#limits.perRecipient ||
      this.#count('recipient = ? AND standing = ?', to, standings[standing]) >=
        this.#limits[`${of}s`].perRecipient
    if (!isFull) return
    const [candidate] = this.#store
      .prepare<[Address], { id: number; standing: number; letters: number }>(
        `SELECT id, standing, count(*) OVER (PARTITION BY sender) AS letters FROM mail
         WHERE recipient = ? AND standing < 2 ORDER BY standing, letters DESC, id LIMIT 1`,
      )
      .all(to)
    const own = this.#count('recipient = ? AND sender = ? AND standing < 2', to, sender)
    if (candidate !== undefined && mayReplace(candidate, standings[standing], own)) {
      this.#remove(candidate.id)
      return
    }
    throw new BuskerError(
      'MAILBOX_RECIPIENT_FULL',
      'The mailbox of the one you write to is full. Try again when they have been online.',
    )
  }

  #makeBytes({ standing, bytes }: NewLetter): void {
    const { strangers, totalBytes } = this.#limits
    const isStranger = standing === 'stranger'
    const fits = () =>
      this.#bytes() + bytes <= totalBytes &&
      (!isStranger || this.#bytes(standings.stranger) + bytes <= strangers.totalBytes)
    const oldest = this.#store
      .prepare<[], number>('SELECT id FROM mail WHERE standing = 0 ORDER BY id LIMIT 1')
      .pluck()
    while (!fits()) {
      const id = oldest.get()
      if (id === undefined) {
        throw new BuskerError('MAILBOX_FULL', 'The hub keeps no more letters now. Try again later.')
      }
      this.#remove(id)
    }
  }

  #bytes(standing?: number): number {
    return standing === undefined
      ? numberIn(this.#store, 'SELECT sum(bytes) FROM mail_bytes')
      : numberIn(this.#store, 'SELECT bytes FROM mail_bytes WHERE standing = ?', standing)
  }

  #count(where: string, ...values: (string | number)[]): number {
    return numberIn(this.#store, `SELECT count(*) FROM mail WHERE ${where}`, ...values)
  }

  #remove(id: number): void {
    this.#store.prepare('DELETE FROM mail WHERE id = ?').run(id)
  }
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
