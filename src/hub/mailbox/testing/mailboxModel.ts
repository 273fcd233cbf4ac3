import fc from 'fast-check'
import { expect } from 'vitest'
import type { SqlEngine } from '../../../database/steps.ts'
import type { Mail } from '../../../protocol/mailbox.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../../shared/errors.ts'
import { address, type Address, hex32, type Hex32, peerIdText } from '../../../shared/ids.ts'
import { createManualClock } from '../../testing/manualClock.ts'
import { Mailbox, type Sender } from '../mailbox.ts'
import { defaultMailboxLimits } from '../mailboxLimits.ts'

const recipients = ['1', '2'].map((digit) => address.parse(`0x${digit.repeat(40)}`))
const tickets = ['a', 'b', 'c', 'd'].map((digit) => hex32.parse(`0x${digit.repeat(64)}`))
const peers = ['E', 'F'].map((letter) => peerIdText.parse(`12D3KooW${letter.repeat(44)}`))
const [partner, otherPartner] = ['3', '4'].map((digit) => address.parse(`0x${digit.repeat(40)}`)) as [
  Address,
  Address,
]
const senders: readonly Sender[] = [
  ...peers.map((peer) => ({ peer, account: null })),
  ...peers.map((peer, index) => ({ peer, account: index === 0 ? partner : otherPartner })),
]
const limits = {
  ...defaultMailboxLimits,
  strangers: { perSender: 4, perPair: 3, perRecipient: 2, totalBytes: 6 },
  partners: { perSender: 4, perPair: 3, perRecipient: 3, totalBytes: 12 },
  perRecipient: 3,
  totalBytes: 12,
  maxAgeMs: 100,
}

type ModelLetter = Mail & { to: Address; sender: string; standing: 0 | 1 }

/** What a mailbox is, said once more and as plainly as can be. */
class MailboxModel {
  letters: ModelLetter[] = []
  readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  put(to: Address, mail: Mail, { peer, account }: Sender): void {
    this.letters = this.letters.filter(({ expiry }) => expiry > this.now())
    if (mail.expiry <= this.now() || mail.expiry > this.now() + limits.maxAgeMs)
      throw refusal('MAILBOX_EXPIRY')
    const same = this.letters.find((letter) => letter.to === to && letter.ticket === mail.ticket)
    if (same !== undefined && same.blob.join() !== mail.blob.join()) throw refusal('MAILBOX_TICKET_TAKEN')
    if (same !== undefined) return
    const own: ModelLetter = { ...mail, to, sender: account ?? peer, standing: account === null ? 0 : 1 }
    const { perSender, perPair } = own.standing === 0 ? limits.strangers : limits.partners
    const ofSender = this.letters.filter(({ sender }) => sender === own.sender)
    const ofPair = ofSender.filter((letter) => letter.to === to)
    if (ofSender.length >= perSender || ofPair.length >= perPair) throw refusal('MAILBOX_PEER_FULL')
    const kept = this.#withRoomFor(own, this.#withRoomAt(own, ofPair.length))
    this.letters = [...kept, own]
  }

  /** What is left at the recipient's when there is room for one more. */
  #withRoomAt(own: ModelLetter, ownCount: number): ModelLetter[] {
    const there = this.letters.filter(({ to }) => to === own.to)
    const alike = there.filter(({ standing }) => standing === own.standing)
    const { perRecipient } = own.standing === 0 ? limits.strangers : limits.partners
    if (there.length < limits.perRecipient && alike.length < perRecipient) return this.letters
    const countOf = (letter: ModelLetter) => there.filter(({ sender }) => sender === letter.sender).length
    const lowest = Math.min(...there.map(({ standing }) => standing))
    const candidates = there.filter(({ standing }) => standing === lowest)
    const most = Math.max(...candidates.map(countOf))
    const victim = candidates.find((letter) => countOf(letter) === most)
    const mayGo = lowest < own.standing || own.standing === 0 || most > ownCount + 1
    if (victim === undefined || lowest > own.standing || !mayGo) throw refusal('MAILBOX_RECIPIENT_FULL')
    return this.letters.filter((letter) => letter !== victim)
  }

  #withRoomFor(own: ModelLetter, letters: readonly ModelLetter[]): ModelLetter[] {
    const bytes = (of: readonly Mail[]) => of.reduce((sum, { blob }) => sum + blob.byteLength, 0)
    const strangers = letters.filter(({ standing }) => standing === 0)
    const fits =
      bytes([...letters, own]) <= limits.totalBytes &&
      (own.standing === 1 || bytes([...strangers, own]) <= limits.strangers.totalBytes)
    if (fits) return [...letters]
    const [oldest] = strangers
    if (oldest === undefined) throw refusal('MAILBOX_FULL')
    return this.#withRoomFor(
      own,
      letters.filter((letter) => letter !== oldest),
    )
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
    sender: fc.constantFrom(...senders),
    blob: fc.uint8Array({ minLength: 1, maxLength: 4, max: 1 }),
    life: fc.integer({ min: -5, max: 110 }),
  }),
  fc.record({ kind: fc.constant('remove' as const), to, ticket }),
  fc.record({ kind: fc.constant('wait' as const), ms: fc.integer({ min: 0, max: 60 }) }),
)

/**
 * @param open an empty one, each time
 * @throws Error where it does something else than a list of letters would
 */
export async function compareMailboxWithModel(
  open: () => Promise<SqlEngine>,
  numRuns: number,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const engine = await open()
      const { now, advance } = createManualClock(1000)
      const model = new MailboxModel(now)
      for (const next of steps) {
        const restarted = new Mailbox(engine, now, { has: () => true }, limits)
        if (next.kind === 'wait') advance(next.ms)
        expect(await outcome(restarted, next, now())).toEqual(await outcome(model, next, now()))
        for (const recipient of recipients) {
          const letters = await restarted.read(recipient)
          const plain = letters.map(({ ticket, blob, expiry }) => ({ ticket, blob, expiry }))
          expect(plain).toEqual(model.read(recipient))
        }
      }
    }),
    { numRuns },
  )
}

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never
type Acting = Pick<MailboxModel, 'put' | 'remove'> | Pick<Mailbox, 'put' | 'remove'>

async function outcome(mailbox: Acting, next: Step, now: number): Promise<unknown> {
  try {
    if (next.kind === 'remove') return await mailbox.remove(next.to, [next.ticket])
    if (next.kind === 'put') {
      const mail = { ticket: next.ticket, blob: next.blob, expiry: now + next.life }
      await mailbox.put(next.to, mail, next.sender)
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
