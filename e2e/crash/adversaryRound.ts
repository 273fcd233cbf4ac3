import assert from 'node:assert/strict'
import pRetry from 'p-retry'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { hasFailed, saleStates } from '../../src/shared/orderStates.ts'
import type { Adversary } from './adversaries/adversary.ts'
import type { AdversaryHarness } from './adversaryHarness.ts'
import { assertHoldings, holdingsOf } from './holdings.ts'

interface RoundOptions {
  /** Called with everybody who can still be asked, before anything is undone. */
  readonly onBroken?: (people: readonly NodeProcess[]) => Promise<void>
  /** How often more, half a second apart, it is looked whether the invariants hold by now. Default 240. */
  readonly retries?: number
}

/**
 * Lets an adversary act, undoes it, and looks whether every invariant holds.
 *
 * @throws AssertionError
 */
export async function runAdversary(
  harness: AdversaryHarness,
  adversary: Adversary,
  title: string,
  { onBroken = async () => undefined, retries = 240 }: RoundOptions = {},
): Promise<void> {
  const before = await Promise.all(
    harness.people.map(async (person) => ({ person, holdings: await holdingsOf(person) })),
  )
  try {
    await adversary.run(harness, title)
    for (const person of [...harness.people, ...harness.newcomers]) await assertDeadlines(person)
  } catch (error) {
    await onBroken([...harness.people, ...harness.newcomers])
    throw error
  } finally {
    await harness.restore()
  }
  await pRetry(
    async () => {
      for (const { person, holdings } of before) {
        await assertOrders(person)
        await assertHoldings(person, holdings)
      }
    },
    { retries, factor: 1, minTimeout: 500 },
  )
}

/** Every order that is not settled waits until a time that is known. Who does not run can't be asked. */
async function assertDeadlines(person: NodeProcess): Promise<void> {
  if (person.pid === undefined) return
  const [purchases, sales] = await Promise.all([person.ask('purchases', {}), person.ask('sales', {})])
  const endless = [
    ...purchases.filter(({ isSettled, deadline }) => !isSettled && deadline === null),
    ...sales.filter(({ state, deadline }) => !saleStates[state].isSettled && deadline === null),
  ]
  assert.deepEqual(endless, [], `${person.name}: every order that is not settled has a deadline`)
}

/** Nobody pays twice for one label and recipient, and no order is left open. */
async function assertOrders(person: NodeProcess): Promise<void> {
  const purchases = await person.ask('purchases', {})
  const open = purchases.filter(({ isSettled }) => !isSettled)
  assert.deepEqual(open, [], `${person.name}: no order is left open`)
  const paid = purchases.filter((purchase) => !hasFailed(purchase))
  const things = paid.map(({ label, recipient }) => `${label} ${recipient}`)
  assert.equal(new Set(things).size, things.length, `${person.name}: nothing is bought twice`)
  const payments = await person.ask('payments', { limit: 1000 })
  const sent = payments.flatMap(({ direction, outcome, order }) =>
    direction === 'sent' && outcome === 'paid' && order !== null ? [order] : [],
  )
  assert.equal(new Set(sent).size, sent.length, `${person.name}: no order is paid twice`)
  const failedButPaid = purchases.filter((purchase) => hasFailed(purchase) && sent.includes(purchase.id))
  assert.deepEqual(failedButPaid, [], `${person.name}: what failed was not paid`)
  const sales = await person.ask('sales', {})
  const releasing = sales.filter(({ state }) => saleStates[state].money === 'underWay')
  assert.deepEqual(releasing, [], `${person.name}: no sale hangs between secret and money`)
}
