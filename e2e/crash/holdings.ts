import assert from 'node:assert/strict'
import type { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { hasSucceeded } from '../../src/shared/orderStates.ts'

/** What somebody has, and what explains that it became less. */
export interface Holdings {
  /** Base units on chain and in channels. */
  readonly wealth: bigint
  /** Orders that brought access, or were given away. */
  readonly bought: number
  /** Base units that are recorded as lost or owed. */
  readonly explained: bigint
}

/** What a purchase costs at most, base units. */
export interface Cost {
  readonly price: bigint
  readonly fee: bigint
}

/** Base units that somebody lacks without a recorded reason: a purchase, a loss or a debt. Not above 0 where there is one. */
export function missingFrom(before: Holdings, now: Holdings, { price, fee }: Cost): bigint {
  const spent = BigInt(now.bought - before.bought) * (price + fee)
  return before.wealth - now.wealth - spent - (now.explained - before.explained)
}

export async function holdingsOf(person: NodeProcess): Promise<Holdings> {
  const [{ tokens, spendable }, purchases, sales, channels] = await Promise.all([
    person.ask('wallet', {}),
    person.ask('purchases', {}),
    person.ask('sales', {}),
    person.ask('watchedChannels', {}),
  ])
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
  return {
    wealth: tokens + spendable,
    bought: purchases.filter(hasSucceeded).length,
    explained: sum(sales.map(({ debt }) => debt ?? 0n)) + sum(channels.map(({ lost }) => lost)),
  }
}

/** @throws AssertionError where somebody has less than `before`, and no recorded reason says why */
export async function assertHoldings(person: NodeProcess, before: Holdings): Promise<void> {
  const [now, { maximumFee: fee }, purchases] = await Promise.all([
    holdingsOf(person),
    person.ask('wallet', {}),
    person.ask('purchases', {}),
  ])
  const price = purchases.reduce((most, { price: each }) => (each > most ? each : most), 0n)
  const missing = missingFrom(before, now, { price, fee })
  assert.ok(missing <= 0n, `${person.name} lacks ${missing} base units`)
}
