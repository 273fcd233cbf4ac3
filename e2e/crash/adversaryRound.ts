import assert from 'node:assert/strict'
import pRetry from 'p-retry'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { hasAccess, hasFailed, saleStates } from '../../src/shared/orderStates.ts'
import type { Adversary } from './adversaries.ts'
import type { AdversaryHarness } from './adversaryHarness.ts'

/** What somebody has, and what explains that it became less. */
interface Holdings {
  /** Base units on chain and in channels. */
  readonly wealth: bigint
  /** Orders that brought access, or were given away. */
  readonly bought: number
  /** Base units that are recorded as lost or owed. */
  readonly explained: bigint
}

const patience = { retries: 240, factor: 1, minTimeout: 500 }

/** Lets an adversary act, undoes it, and looks whether every invariant holds. @throws AssertionError */
export async function runAdversary(
  harness: AdversaryHarness,
  adversary: Adversary,
  title: string,
): Promise<void> {
  const before = await Promise.all(harness.people.map(holdingsOf))
  try {
    await adversary.run(harness, title)
  } finally {
    await harness.restore()
  }
  await pRetry(async () => {
    for (const person of harness.people) await assertOrders(person)
    for (const [index, person] of harness.people.entries()) {
      await assertHoldings(harness, person, before[index])
    }
  }, patience)
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

/** Tokens never become fewer without a recorded reason: a purchase, a loss or a debt. */
async function assertHoldings(
  { crash }: AdversaryHarness,
  person: NodeProcess,
  before: Holdings | undefined,
): Promise<void> {
  if (before === undefined) throw new Error('Nothing is known from before.')
  const now = await holdingsOf(person)
  const { maximumFee } = await person.ask('wallet', {})
  const prices = (await person.ask('purchases', {})).reduce(
    (most, { price }) => (price > most ? price : most),
    0n,
  )
  const spent = BigInt(now.bought - before.bought) * (prices + maximumFee)
  const explained = spent + now.explained - before.explained
  const missing = before.wealth - now.wealth - explained
  assert.ok(missing <= 0n, `${person.name} lacks ${missing} base units, in ${crash.folder}`)
}

async function holdingsOf(person: NodeProcess): Promise<Holdings> {
  const [{ tokens, spendable }, purchases, sales, channels] = await Promise.all([
    person.ask('wallet', {}),
    person.ask('purchases', {}),
    person.ask('sales', {}),
    person.ask('watchedChannels', {}),
  ])
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
  return {
    wealth: tokens + spendable,
    bought: purchases.filter((purchase) => hasAccess(purchase) || purchase.state === 'handedOver').length,
    explained: sum(sales.map(({ debt }) => debt ?? 0n)) + sum(channels.map(({ lost }) => lost)),
  }
}
