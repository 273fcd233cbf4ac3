import assert from 'node:assert/strict'
import pRetry from 'p-retry'
import type { NodeProcess } from '../../../src/cli/nodeProcess.ts'
import type { PurchaseView, WorkView } from '../../../src/shared/api/node.ts'
import { type Address, toAddress } from '../../../src/shared/ids.ts'
import type { Amount } from '../../../src/shared/money.ts'
import { hasAccess, hasSucceeded, isEarned } from '../../../src/shared/orderStates.ts'
import type { AdversaryHarness } from '../adversaryHarness.ts'
import { price } from '../crashHarness.ts'
import type { Newcomer } from '../newcomer.ts'

/** Something that somebody does to the others, and what must come of it. */
export interface Adversary {
  readonly name: string
  /** @param title of a work that nobody has yet */
  run(harness: AdversaryHarness, title: string): Promise<void>
}

/** Asks until it holds. @param seconds how long at most */
export async function eventually<T>(seconds: number, action: () => Promise<T>): Promise<T> {
  return pRetry(action, { retries: seconds * 2, factor: 1, minTimeout: 500, maxRetryTime: seconds * 1000 })
}

/** Buys, and resolves when the order has ended, or is paid and open. */
export const buy = (person: NodeProcess, { label }: Pick<WorkView, 'label'>, confirmed: Amount = price) =>
  person.ask('buy', { label, confirmed, follow: true })

/** Orders, and resolves when that is written. */
export const order = (person: NodeProcess, { label }: Pick<WorkView, 'label'>, confirmed: Amount = price) =>
  person.ask('buy', { label, confirmed, follow: false })

/** Somebody's work, known to `buyer`. */
export async function publish(
  { crash }: AdversaryHarness,
  artist: NodeProcess,
  title: string,
  buyer: NodeProcess = crash.listener,
  cost: Amount = price,
): Promise<WorkView> {
  const asked = { file: crash.piece, price: cost, title, artistName: 'A newcomer' }
  const work = await artist.ask('publish', asked)
  await waitUntilKnown(buyer, work)
  return work
}

export async function waitUntilKnown(buyer: NodeProcess, { label, title }: WorkView): Promise<void> {
  await eventually(60, async () => {
    const found = await buyer.ask('search', { text: title, limit: 200 })
    assert.ok(
      found.some((work) => work.label === label),
      `${title} is known to ${buyer.name}`,
    )
  })
}

/** A newcomer who sells a first work to the listener, and what they had on chain before. */
export async function addArtist(harness: AdversaryHarness, title: string) {
  const artist = await harness.addNewcomer(0n)
  const tokens = await harness.tokensOf(artist.account)
  await sell(harness, artist, title)
  return { artist, tokens }
}

/** The listener buys another work of `artist`. */
export async function sell(harness: AdversaryHarness, artist: Newcomer, title: string): Promise<void> {
  await buyInTheEnd(harness.crash.listener, await publish(harness, artist.node, title))
  await eventually(30, async () => {
    const sales = await artist.node.ask('sales', {})
    assert.ok(sales.every(isEarned), 'the artist has what was sold')
  })
}

/** The order has ended. @param seconds how long it may take */
export function ended(person: NodeProcess, id: string, seconds: number): Promise<PurchaseView> {
  return eventually(seconds, async () => {
    const purchase = await person.ask('purchase', { id, follow: false })
    assert.ok(
      purchase.isSettled || hasAccess(purchase),
      `the order ends: ${purchase.state} ${purchase.code ?? ''}`,
    )
    return purchase
  })
}

/** The order ends, by itself or once all locks have run out. */
export async function endedByItsLock(
  harness: AdversaryHarness,
  person: NodeProcess,
  id: string,
): Promise<PurchaseView> {
  try {
    return await ended(person, id, 8)
  } catch {
    await harness.passLocks()
    return ended(person, id, 90)
  }
}

/** Where an order came to nothing, the same is bought again. */
export async function boughtInTheEnd(
  person: NodeProcess,
  work: WorkView,
  first: PurchaseView,
): Promise<void> {
  if (!hasAccess(first)) await buyInTheEnd(person, work)
}

/** Buys, again where an order came to nothing. */
export async function buyInTheEnd(
  person: NodeProcess,
  work: Pick<WorkView, 'label'>,
  confirmed: Amount = price,
): Promise<void> {
  await eventually(120, async () => {
    const bought = await buy(person, work, confirmed)
    assert.ok(hasAccess(bought), `bought in the end: ${bought.state} ${bought.code ?? ''}`)
  })
}

/**
 * Somebody has handed a newer proof in after the hub has closed with an older one.
 *
 * @param nonce of the oldest that will do
 */
export async function answered(harness: AdversaryHarness, account: Address, nonce = 1n): Promise<void> {
  await eventually(60, async () => {
    const found = await harness.channelOf(account)
    assert.ok(found.state === 'closed' && found.partner.nonce >= nonce, 'the close is answered')
  })
}

/** A channel that was closed has come to its end, and nothing was lost. */
export async function endedWhole(artist: NodeProcess): Promise<void> {
  await eventually(120, async () => {
    const channels = await artist.ask('watchedChannels', {})
    const [channel] = channels.filter(({ state }) => state !== 'open')
    assert.equal(channel?.state, 'finished', channel?.problem?.message)
    assert.equal(channel?.lost, 0n)
  })
}

/** What an artist sold is theirs, on chain, in the channel, or recorded as owed. @param start what they had on chain before */
export async function assertEarned(
  harness: AdversaryHarness,
  artist: Newcomer,
  start: bigint,
): Promise<void> {
  await eventually(120, async () => {
    const [sales, { spendable }, tokens] = await Promise.all([
      artist.node.ask('sales', {}),
      artist.node.ask('wallet', {}),
      harness.tokensOf(artist.account),
    ])
    const earned = sales.filter(isEarned)
    const sold = earned.reduce((sum, sale) => sum + sale.amount, 0n)
    const owed = earned.reduce((sum, { debt }) => sum + (debt ?? 0n), 0n)
    const missing = start + sold - owed - tokens - spendable
    assert.ok(missing <= 0n, `the artist lacks ${missing} base units of ${sold}, of which ${owed} are owed`)
  })
}

/** A buyer has lost nothing but what was bought. @param start what they had, on chain and in the channel */
export async function assertSpent(harness: AdversaryHarness, buyer: Newcomer, start: bigint): Promise<void> {
  await eventually(120, async () => {
    const [purchases, { spendable, maximumFee }, tokens] = await Promise.all([
      buyer.node.ask('purchases', {}),
      buyer.node.ask('wallet', {}),
      harness.tokensOf(buyer.account),
    ])
    const bought = purchases.filter(hasSucceeded)
    const spent = bought.reduce((sum, purchase) => sum + purchase.price + maximumFee, 0n)
    const missing = start - spent - tokens - spendable
    assert.ok(missing <= 0n, `the buyer lacks ${missing} base units after ${bought.length} purchases`)
  })
}

export const accountOf = async (person: NodeProcess): Promise<Address> =>
  toAddress((await person.ask('status', {})).account)
