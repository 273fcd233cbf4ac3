import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Mail } from '../../protocol/mailbox.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import { address, type Address, hex32, type Hex32, type PeerIdText, peerIdText } from '../../shared/ids.ts'
import { openHubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { Mailbox, defaultMailboxLimits } from './mailbox.ts'

const recipients = ['1', '2'].map((digit) => address.parse(`0x${digit.repeat(40)}`))
const tickets = ['a', 'b', 'c', 'd'].map((digit) => hex32.parse(`0x${digit.repeat(64)}`))
const peers = ['E', 'F'].map((letter) => peerIdText.parse(`12D3KooW${letter.repeat(44)}`))
const limits = { ...defaultMailboxLimits, perRecipient: 3, perPeer: 4, totalBytes: 12, maxAgeMs: 100 }

/** What a mailbox is, said once more and as plainly as can be. */
class MailboxModel {
  letters: (Mail & { to: Address; peer: PeerIdText })[] = []
  readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  put(to: Address, mail: Mail, peer: PeerIdText): void {
    this.letters = this.letters.filter(({ expiry }) => expiry > this.now())
    if (mail.expiry <= this.now() || mail.expiry > this.now() + limits.maxAgeMs)
      throw refusal('MAILBOX_EXPIRY')
    const same = this.letters.find((letter) => letter.to === to && letter.ticket === mail.ticket)
    if (same !== undefined && same.blob.join() !== mail.blob.join()) throw refusal('MAILBOX_TICKET_TAKEN')
    if (same !== undefined) return
    if (this.read(to).length >= limits.perRecipient) throw refusal('MAILBOX_RECIPIENT_FULL')
    if (this.letters.filter((letter) => letter.peer === peer).length >= limits.perPeer)
      throw refusal('MAILBOX_PEER_FULL')
    const bytes = [...this.letters, mail].reduce((sum, { blob }) => sum + blob.byteLength, 0)
    if (bytes > limits.totalBytes) throw refusal('MAILBOX_FULL')
    this.letters.push({ ...mail, to, peer })
  }

  read(to: Address): Mail[] {
    return this.letters
      .filter((letter) => letter.to === to && letter.expiry > this.now())
      .map(({ ticket, blob, expiry }) => ({ ticket, blob, expiry }))
  }

  remove(to: Address, [ticket]: readonly Hex32[]): number {
    const taken = this.letters.filter(
      (letter) => letter.to === to && letter.ticket === ticket && letter.expiry > this.now(),
    )
    this.letters = this.letters.filter((letter) => !taken.includes(letter))
    return taken.length
  }
}

const to = fc.constantFrom(...recipients)
const ticket = fc.constantFrom(...tickets)
const step = fc.oneof(
  fc.record({
    kind: fc.constant('put' as const),
    to,
    ticket,
    peer: fc.constantFrom(...peers),
    blob: fc.uint8Array({ minLength: 1, maxLength: 4, max: 1 }),
    life: fc.integer({ min: -5, max: 110 }),
  }),
  fc.record({ kind: fc.constant('remove' as const), to, ticket }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 60 }) }),
)

test('whatever is put, removed, waited for and restarted, the mailbox is what a list of letters would be', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const store = openHubStore(':memory:')
      const { now, advance } = createManualClock(1000)
      const model = new MailboxModel(now)
      for (const next of steps) {
        const restarted = new Mailbox(store, now, limits)
        if (next.kind === 'wait') advance(next.ms)
        const [is, ought] = [restarted, model].map((mailbox) => outcome(mailbox, next, now()))
        expect(is).toEqual(ought)
        expect(recipients.map((recipient) => restarted.read(recipient))).toEqual(
          recipients.map((recipient) => model.read(recipient)),
        )
      }
      store.close()
    }),
    { numRuns: 150 },
  )
})

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

function outcome(mailbox: Pick<Mailbox, 'put' | 'remove'>, next: Step, now: number): unknown {
  try {
    if (next.kind === 'remove') return mailbox.remove(next.to, [next.ticket])
    if (next.kind === 'put') {
      mailbox.put(next.to, { ticket: next.ticket, blob: next.blob, expiry: now + next.life }, next.peer)
    }
    return 'done'
  } catch (error) {
    if (isBuskerError(error)) return error.code
    throw error
  }
}

function refusal(code: ErrorCode): BuskerError {
  return new BuskerError(code, 'The model refuses it.')
}
