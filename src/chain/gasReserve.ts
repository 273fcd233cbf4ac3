import { parseAbi, type PublicClient, toHex } from 'viem'
import { knownChain } from '../shared/knownChains.ts'
import { type Amount, toAmount } from '../shared/money.ts'
import type { ChainEndpoints } from './chainEndpoints.ts'
import { nextBlockFees } from './nextBlockFees.ts'

/** Gas of each transaction at most, as measured by raiden-contracts 0.50 (its gas.json) and here, rounded up. */
const gasOf = {
  approve: 60_000n,
  openChannel: 150_000n,
  deposit: 120_000n,
  withdraw: 140_000n,
  closeChannel: 140_000n,
  updateProof: 120_000n,
  settleChannel: 160_000n,
  unlock: 120_000n,
  registerSecret: 60_000n,
} as const
type Transaction = keyof typeof gasOf

/** What a channel needs from its opening to its end, also with a partner who does not help. */
const lifeOfAChannel: readonly Transaction[] = [
  'approve',
  'openChannel',
  'deposit',
  'closeChannel',
  'updateProof',
  'settleChannel',
  'unlock',
  'registerSecret',
  'registerSecret',
  'registerSecret',
  'registerSecret',
]

/** What a person can do on chain, and the transactions that it takes at most. */
const steps = {
  deposit: ['approve', 'deposit'],
  withdraw: ['withdraw'],
  close: ['closeChannel', 'settleChannel'],
} as const satisfies Record<string, readonly Transaction[]>
type ChainStep = keyof typeof steps

/** What is done on chain costs now, wei. */
export interface ChainCosts {
  /**
   * Of a channel, from opening it and paying in to closing, settling and claiming what is locked in it, with a reserve for
   * dearer days.
   */
  readonly channel: Amount
  /** Of each step, if it is taken now, with a margin. */
  readonly steps: Readonly<Record<ChainStep, Amount>>
}

/** What one endpoint says. */
interface GasPrice {
  /** Wei. */
  readonly price: bigint
  /** Gas that a transaction takes for its data alone. */
  readonly dataGas: bigint
}

/** The price may rise this many times before the channel has come to its end. */
const priceMayRise = 2n
/** For a step that is taken now, in hundredths. */
const stepMargin = 125n
/** Where a chain says that gas costs nothing, wei. */
const leastPrice = 1n

/** Where a rollup of Arbitrum's says how much gas the data of a transaction costs on the chain below. */
const nodeInterface = '0x00000000000000000000000000000000000000c8'
const nodeInterfaceAbi = parseAbi([
  'function gasEstimateL1Component(address to, bool contractCreation, bytes data) view returns (uint64 gas, uint256 baseFee, uint256 l1BaseFee)',
])
/** Where it does not say. */
const unsaidDataGas = 100_000n
/** As large as any transaction of a channel. */
const typicalData = toHex(new Uint8Array(600).map((_, index) => 1 + (index % 255)))

/** What is done on chain costs, by what gas costs now; wei. */
export class GasReserve {
  readonly #endpoints: Pick<ChainEndpoints, 'readAll' | 'chainId'>

  constructor(endpoints: Pick<ChainEndpoints, 'readAll' | 'chainId'>) {
    this.#endpoints = endpoints
  }

  /**
   * Asks once for all of it. Of several endpoints the middle one is believed.
   *
   * @throws BuskerError `RAIDEN_CHAIN_UNREACHABLE`, `RAIDEN_WRONG_CHAIN`
   */
  async costs(): Promise<ChainCosts> {
    const prices = await this.#endpoints.readAll((client) => this.#priceAt(client))
    const forStep = (step: ChainStep) => toAmount((middleCost(prices, steps[step]) * stepMargin) / 100n)
    return {
      channel: toAmount(middleCost(prices, lifeOfAChannel) * priceMayRise),
      steps: { deposit: forStep('deposit'), withdraw: forStep('withdraw'), close: forStep('close') },
    }
  }

  /** For a channel; see {@link ChainCosts}. @throws as {@link costs} */
  async forChannel(): Promise<Amount> {
    return (await this.costs()).channel
  }

  async #priceAt(client: PublicClient): Promise<GasPrice> {
    const [{ base, tip }, dataGas] = await Promise.all([nextBlockFees(client), this.#dataGas(client)])
    const price = base + (tip ?? 0n)
    return { price: price > leastPrice ? price : leastPrice, dataGas }
  }

  /** Gas a transaction takes for its data alone, where a chain is one that writes it into another. */
  async #dataGas(client: PublicClient): Promise<bigint> {
    if (knownChain(this.#endpoints.chainId)?.paysForData !== true) return 0n
    const said = client.readContract({
      address: nodeInterface,
      abi: nodeInterfaceAbi,
      functionName: 'gasEstimateL1Component',
      args: [nodeInterface, false, typicalData],
    })
    return said.then(
      ([gas]) => gas,
      () => unsaidDataGas,
    )
  }
}

/** What these transactions cost by the endpoint in the middle. */
function middleCost(prices: readonly GasPrice[], transactions: readonly Transaction[]): bigint {
  const costs = prices.map(
    ({ price, dataGas }) => price * transactions.reduce((sum, name) => sum + gasOf[name] + dataGas, 0n),
  )
  return costs.toSorted((a, b) => (a < b ? -1 : 1))[Math.floor(costs.length / 2)] ?? leastPrice
}
