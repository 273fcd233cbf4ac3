import type { ChainEndpoints } from './chainEndpoints.ts'
import { type Amount, toAmount } from '../shared/money.ts'

/** Gas of each transaction at most, as measured by raiden-contracts 0.50 (its gas.json), rounded up. */
const gasOf = {
  approve: 60_000n,
  openChannel: 150_000n,
  deposit: 120_000n,
  closeChannel: 140_000n,
  updateProof: 120_000n,
  settleChannel: 160_000n,
  unlock: 120_000n,
  registerSecret: 60_000n,
} as const

/** What a channel needs from its opening to its end, also with a partner who does not help. */
const lifeOfAChannel: Readonly<Record<keyof typeof gasOf, bigint>> = {
  approve: 1n,
  openChannel: 1n,
  deposit: 1n,
  closeChannel: 1n,
  updateProof: 1n,
  settleChannel: 1n,
  unlock: 1n,
  registerSecret: 4n,
}
const gasForLife = Object.entries(lifeOfAChannel).reduce(
  (sum, [name, count]) => sum + gasOf[name as keyof typeof gasOf] * count,
  0n,
)
/** The price may rise this many times before the channel has come to its end. */
const priceMayRise = 2n
/** Where a chain says that gas costs nothing, wei. */
const leastPrice = 1n

/** How much of the chain's own coin an account needs, by what gas costs now. */
export class GasReserve {
  readonly #endpoints: Pick<ChainEndpoints, 'readAll'>

  constructor(endpoints: Pick<ChainEndpoints, 'readAll'>) {
    this.#endpoints = endpoints
  }

  /**
   * For a channel, from opening it and paying in to closing, settling and claiming what is locked in it, with a reserve
   * for dearer days. Wei. Of several endpoints the middle one is believed.
   *
   * @throws BuskerError `RAIDEN_CHAIN_UNREACHABLE`, `RAIDEN_WRONG_CHAIN`
   */
  async forChannel(): Promise<Amount> {
    const prices = await this.#endpoints.readAll((client) => client.getGasPrice())
    const middle = prices.toSorted((a, b) => (a < b ? -1 : 1))[Math.floor(prices.length / 2)] ?? leastPrice
    return toAmount((middle > leastPrice ? middle : leastPrice) * gasForLife * priceMayRise)
  }
}
