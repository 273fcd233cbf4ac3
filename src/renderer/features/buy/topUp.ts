import type { WalletView } from '../../../shared/api/node.ts'
import { type Amount, toAmount } from '../../../shared/money.ts'
import type { IpcClient } from '../../ipc/ipcClient.ts'

/** How the balance one can spend can be made to cover a price. */
export interface TopUpPlan {
  /** What is missing, in base units. */
  readonly missing: Amount
  /** enough: nothing to do; connect: no connection to the hub yet; deposit: from the tokens at hand; faucet: play money first; receive: no tokens. */
  readonly way: 'enough' | 'connect' | 'deposit' | 'faucet' | 'receive'
  /** Amounts to choose from, each at least what is missing. */
  readonly amounts: readonly Amount[]
}

export type TopUpStep = 'faucet' | 'channel' | 'deposit'

/**
 * What the hub takes on top is covered too.
 *
 * @param hasFaucet the network gives tokens away: a local one
 * @param requested the deposit of a connection that is being opened already: where it is enough, nothing is to be chosen
 * @param fee what the hub takes; left out: not known, and covered up to the most that it may be
 */
export function planTopUp(
  wallet: WalletView,
  price: Amount,
  hasFaucet: boolean,
  requested: Amount | null = null,
  fee: Amount = wallet.maximumFee,
): TopUpPlan {
  const needed = price === 0n ? 0n : price + fee
  const missing = toAmount(needed > wallet.spendable ? needed - wallet.spendable : 0n)
  const isConnected = wallet.channels.some(({ isHub, state }) => isHub && state === 'open')
  const covered = (amount: Amount) => hasFaucet || wallet.tokens >= amount
  const amounts = roundAmounts(missing, wallet.decimals).filter(covered)
  const affordable = amounts.length > 0 ? amounts : covered(missing) ? [missing] : []
  if (missing === 0n) return { missing, way: 'enough', amounts: [] }
  if (!isConnected && requested !== null && requested >= missing)
    return { missing, way: 'connect', amounts: [requested] }
  if (affordable.length === 0) return { missing, way: 'receive', amounts: [] }
  const way = !isConnected ? 'connect' : wallet.tokens >= missing ? 'deposit' : 'faucet'
  return { missing, way, amounts: affordable }
}

/** Three round amounts in whole tokens that cover what is missing, smallest first: 1, 2, 5, 10, 20, … */
function roundAmounts(missing: Amount, decimals: number): Amount[] {
  const found: Amount[] = []
  for (let unit = 10n ** BigInt(decimals); found.length < 3; unit *= 10n) {
    for (const step of [1n, 2n, 5n]) {
      if (unit * step >= missing && found.length < 3) found.push(toAmount(unit * step))
    }
  }
  return found
}

/**
 * Adds `amount` to the balance one can spend, in the way planned.
 *
 * @param onStep hears of each step as it begins
 * @throws BuskerError of `connect`, `faucet` or `deposit`
 */
export async function topUp(
  client: IpcClient,
  { way }: TopUpPlan,
  amount: Amount,
  onStep: (step: TopUpStep) => void,
): Promise<WalletView> {
  if (way === 'connect') {
    return client.ask('connect', { deposit: amount }, { onProgress: ({ step }) => onStep(step) })
  }
  if (way === 'faucet') {
    onStep('faucet')
    await client.ask('faucet', {})
  }
  onStep('deposit')
  return client.ask('deposit', { amount })
}
