import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import type { Address, Label } from '../../shared/ids.ts'
import type { NodeEvents } from '../lifecycle/nodeEvents.ts'
import type { Purchase } from '../market/purchases.ts'
import { joinOwned, type JoinOwnedParts } from './joinOwned.ts'

const label = 'track/00000000000000000000000000000001/1' as Label
const account = '0x1111111111111111111111111111111111111111' as Address

/** A buyer with one order, or none, of which a test says what becomes when it is woken. */
function createParts(
  first: Partial<Purchase> | undefined,
  onWake: (change: (next: Partial<Purchase>) => void) => void,
) {
  const events = new EventEmitter<NodeEvents>()
  let purchase =
    first && ({ id: 'one', label, code: null, message: null, secretHash: '0x1', ...first } as Purchase)
  const change = (next: Partial<Purchase>) => {
    purchase = purchase && { ...purchase, ...next }
    events.emit('purchase', 'one')
  }
  const asked: string[] = []
  const wake = (how: string) => {
    asked.push(how)
    onWake(change)
  }
  const parts: JoinOwnedParts = {
    account,
    access: { contentKey: () => undefined },
    purchases: { findLive: () => purchase, get: () => purchase },
    events,
    buyer: {
      wakeBySecretHash: () => wake('woken'),
      buy: async ({ confirmed }) => {
        expect(confirmed).toBeNull()
        wake('opened again')
        return purchase as Purchase
      },
    },
  }
  return { parts, asked, events }
}
const never = new AbortController().signal

test('what was paid for is tried now, and is there when its access is', async () => {
  const { parts, asked, events } = createParts({ state: 'paid' }, (change) => change({ state: 'joined' }))
  await joinOwned(parts, label, never)
  expect(asked).toEqual(['woken'])
  expect(events.listenerCount('purchase')).toBe(0)
})

test('what could not be opened in time is opened anew', async () => {
  const { parts, asked } = createParts({ state: 'unopened', code: 'POLICY_TOO_FEW_ANSWERS' }, (change) => {
    change({ state: 'paid', code: null })
    change({ state: 'joined' })
  })
  await joinOwned(parts, label, never)
  expect(asked).toEqual(['opened again'])
})

test('why it can’t be opened is said', async () => {
  const { parts } = createParts({ state: 'paid' }, (change) =>
    change({ code: 'POLICY_REVOKED', message: 'Ended.' }),
  )
  await expect(joinOwned(parts, label, never)).rejects.toMatchObject({
    code: 'POLICY_REVOKED',
    message: 'Ended.',
  })
})

test('who waits no longer is told that it is tried on', async () => {
  const ending = new AbortController()
  const { parts, events } = createParts({ state: 'paid' }, () => ending.abort())
  await expect(joinOwned(parts, label, ending.signal)).rejects.toMatchObject({
    code: 'POLICY_TOO_FEW_ANSWERS',
  })
  expect(events.listenerCount('purchase')).toBe(0)
})

test('what is here is left alone', async () => {
  const { parts, asked } = createParts(undefined, () => undefined)
  const here = { ...parts, access: { contentKey: () => new Uint8Array(32) as never } }
  await joinOwned(here, label, never)
  const again = createParts({ state: 'owned' }, () => undefined)
  await joinOwned(again.parts, label, never)
  expect([...asked, ...again.asked]).toEqual([])
})

test.each(['requested', 'invoiced', 'paying', 'refunding'] as const)(
  'an order that is only %s is not owned, and nothing is done for it',
  async (state) => {
    const { parts, asked } = createParts({ state }, () => undefined)
    await expect(joinOwned(parts, label, never)).rejects.toMatchObject({ code: 'PLAYBACK_NOT_OWNED' })
    expect(asked).toEqual([])
  },
)

test('what nobody ordered is not owned', async () => {
  const { parts } = createParts(undefined, () => undefined)
  await expect(joinOwned(parts, label, never)).rejects.toMatchObject({ code: 'PLAYBACK_NOT_OWNED' })
})
