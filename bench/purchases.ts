import { type BenchRow, quantile } from './row.ts'
import type { StateTimes, PurchaseHarness } from './purchaseHarness.ts'

const purchases = 30
/** Every step of an order, and the states it is between. */
const steps = [
  { name: 'invoice asked for and checked', from: 'requested', to: 'paying' },
  { name: 'Raiden’s own share, payment to secret', from: 'paying', to: 'paid' },
  { name: 'joined: policy, Ursulas, content key', from: 'paid', to: 'joined' },
] as const

/** Purchases one after the other on a local network, each from the command to the opened content key. */
export async function benchBuy(harness: PurchaseHarness): Promise<BenchRow[]> {
  const [warmUp, ...works] = await harness.publish(1 + purchases)
  if (warmUp !== undefined) await harness.buy(warmUp)
  const bought: Awaited<ReturnType<PurchaseHarness['buy']>>[] = []
  for (const work of works) bought.push(await harness.buy(work))
  const [median, p95] = [0.5, 0.95].map((share) =>
    quantile(
      bought.map(({ ms }) => ms),
      share,
    ),
  )
  const raiden = bought.map(({ stateTimes }) => msBetween(stateTimes, 'paying', 'paid'))
  const whole = (name: string, ours: number, share: number, limitMs: number): BenchRow => {
    const against = { name: 'Raiden’s own share of it', value: quantile(raiden, share) }
    const target = `< ${limitMs / 1000} s`
    return { name, ours, unit: 'ms', against, ratio: ours / against.value, target, met: ours < limitMs }
  }
  return [
    whole(`buy to opened content key, median of ${purchases}`, median ?? Number.NaN, 0.5, 1000),
    whole(`buy to opened content key, p95 of ${purchases}`, p95 ?? Number.NaN, 0.95, 2000),
    ...steps.map(({ name, from, to }): BenchRow => {
      const ours = quantile(
        bought.map(({ stateTimes }) => msBetween(stateTimes, from, to)),
        0.5,
      )
      const against = { name: 'the whole purchase', value: median ?? Number.NaN }
      return {
        name: `buy: ${name}, median`,
        ours,
        unit: 'ms',
        against,
        ratio: ours / against.value,
        target: null,
        met: null,
      }
    }),
  ]
}

function msBetween(stateTimes: StateTimes, from: string, to: string): number {
  return (stateTimes.get(to) ?? Number.NaN) - (stateTimes.get(from) ?? Number.NaN)
}
