import { describe, expect, test } from 'vitest'
import type { StateMachine } from '../saga/stateMachine.ts'
import { followEvents } from '../saga/testing/followEvents.ts'
import { type GiftEvent, giftMachine } from './giftMachine.ts'
import { type PurchaseEvent, purchaseMachine } from './purchaseMachine.ts'
import { type SaleEvent, saleMachine } from './saleMachine.ts'

type PurchaseState = keyof typeof purchaseMachine.states
type SaleState = keyof typeof saleMachine.states
type GiftState = keyof typeof giftMachine.states
/** What happens to one, in its order, what that makes of it, and what is done for it next, if anything. */
type Path<State, Event> = readonly [what: string, events: readonly Event[], end: State, action: string | null]

const paying = ['begun', 'offered', 'confirmed'] as const
const refunding = [...paying, 'refused'] as const
const paid = [...paying, 'secretLearned'] as const

const purchases: readonly Path<PurchaseState, PurchaseEvent>[] = [
  ['waits for its offer', ['begun'], 'requested', 'ask'],
  ['waits for the person', ['begun', 'offered'], 'invoiced', 'confirm'],
  ['is being paid', paying, 'paying', 'pay'],
  ['is paid, opened and acknowledged', [...paid, 'opened', 'acknowledged'], 'owned', null],
  ['is free', ['begun', 'givenFree'], 'paid', 'join'],
  ['is given by somebody else', ['gifted'], 'joined', 'acknowledge'],
  ['is a gift to somebody else', [...paid, 'handedOver'], 'handedOver', null],
  ['is paid and can’t be opened', [...paid, 'notOpened'], 'unopened', null],
  ['is tried again then', [...paid, 'notOpened', 'triedAgain'], 'paid', 'join'],
  ['is refused when it is asked for', ['begun', 'refused'], 'declined', null],
  ['is taken back before its offer', ['begun', 'cancelledByBuyer'], 'cancelled', null],
  ['is never answered', ['begun', 'ranOut'], 'expired', null],
  ['is refused once it has its offer', ['begun', 'offered', 'refused'], 'declined', null],
  ['is taken back after its offer', ['begun', 'offered', 'cancelledByBuyer'], 'cancelled', null],
  ['is not agreed to in time', ['begun', 'offered', 'ranOut'], 'expired', null],
  ['could not be paid', [...paying, 'notSent'], 'failed', null],
  ['is paid too late', [...paying, 'ranOut'], 'expired', null],
  ['is paid, and not taken', [...paying, 'lockRanOut'], 'failed', null],
  ['is refused while it is being paid', refunding, 'refunding', 'awaitReturn'],
  ['is refused, and taken all the same', [...refunding, 'secretLearned'], 'paid', 'join'],
  ['is refused before anything was sent', [...refunding, 'notSent'], 'failed', null],
  ['is refused, and its money is back', [...refunding, 'lockRanOut'], 'failed', null],
]

const sales: readonly Path<SaleState, SaleEvent>[] = [
  ['waits for its payment', ['invoiced'], 'invoiced', 'watch'],
  ['is paid and delivered', ['invoiced', 'matched', 'unlocked', 'acknowledged'], 'delivered', null],
  ['releases its secret', ['invoiced', 'matched'], 'releasing', 'release'],
  ['is withheld by the hub', ['invoiced', 'matched', 'withheld'], 'paid', null],
  ['never released its secret', ['invoiced', 'matched', 'neverReleased'], 'expired', null],
  ['is free', ['givenFree'], 'paid', null],
  ['is not paid in time', ['invoiced', 'ranOut'], 'expired', null],
  ['gives way to a newer one', ['invoiced', 'superseded'], 'expired', null],
  ['does not take its payment', ['invoiced', 'lockRefused'], 'refusing', 'refuse'],
  ['has said so', ['invoiced', 'lockRefused', 'refusalSent'], 'expired', null],
  ['could not say so in time', ['invoiced', 'lockRefused', 'ranOut'], 'expired', null],
]

const gifts: readonly Path<GiftState, GiftEvent>[] = [
  ['waits for the person', ['arrived'], 'waiting', 'consider'],
  ['is accepted', ['arrived', 'accepted'], 'accepted', 'open'],
  ['is accepted and opened', ['arrived', 'accepted', 'opened'], 'taken', null],
  ['is accepted and can’t be opened', ['arrived', 'accepted', 'notOpened'], 'waiting', 'consider'],
  ['is refused', ['arrived', 'refused'], 'declined', null],
  ['is refused after it was accepted', ['arrived', 'accepted', 'refused'], 'declined', null],
  ['is never accepted', ['arrived', 'ranOut'], 'lapsed', null],
]

describePaths(purchaseMachine, purchases)
describePaths(saleMachine, sales)
describePaths(giftMachine, gifts)

function describePaths<State extends string, Event extends string>(
  machine: StateMachine<State, Event, string>,
  paths: readonly Path<State, Event>[],
): void {
  describe(`a ${machine.name} that`, () => {
    test.each(paths)('%s', (_what, events, end, action) => {
      expect(followEvents(machine, events).at(-1)?.to).toBe(end)
      expect(machine.states[end]).toBe(action)
    })

    test('goes any other way does not exist', () => {
      const followed = new Set(paths.flatMap(([, events]) => followEvents(machine, events)))
      expect(machine.transitions.filter((transition) => !followed.has(transition))).toEqual([])
    })
  })
}
