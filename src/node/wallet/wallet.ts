import type { ChainCosts } from '../../chain/gasReserve.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Channel } from '../../raiden/raidenContract.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import type { ChainSteps } from './chainSteps.ts'

export interface WalletOptions {
  readonly raiden: Pick<RaidenNode, 'balances' | 'channels'>
  /** Moves money into channels and out of them. */
  readonly steps: Pick<ChainSteps, 'deposit' | 'withdraw' | 'close'>
  /** What a channel and each step cost of the chain's own coin now. */
  readonly costs: () => Promise<ChainCosts>
  readonly hub: { readonly raidenAddress: Address; faucet(): Promise<unknown> }
}

export interface WalletState {
  /** On chain, not in a channel. */
  readonly tokens: Amount
  /** Wei. */
  readonly gas: Amount
  /** What a channel needs of it from its opening to its end, at today's prices; null while the chain does not say. */
  readonly gasNeeded: Amount | null
  /** What each step costs on chain now, wei; null while the chain does not say. */
  readonly fees: ChainCosts['steps'] | null
  /** Over all open channels. */
  readonly spendable: Amount
  readonly receivable: Amount
  readonly channels: readonly Channel[]
}

/** Money: what is on chain, what is in channels, and moving it between them. */
export class Wallet {
  readonly #options: WalletOptions

  constructor(options: WalletOptions) {
    this.#options = options
  }

  async state(): Promise<WalletState> {
    const { raiden, costs } = this.#options
    const [balances, channels, costsNow] = await Promise.all([
      raiden.balances(),
      raiden.channels(),
      costs().catch(unknownToday),
    ])
    const open = channels.filter(({ state }) => state === 'open')
    return {
      tokens: balances.token,
      gas: balances.gasWei,
      gasNeeded: costsNow?.channel ?? null,
      fees: costsNow?.steps ?? null,
      spendable: total(open.map(({ ownCapacity }) => ownCapacity)),
      receivable: total(open.map(({ partnerCapacity }) => partnerCapacity)),
      channels,
    }
  }

  /**
   * Tokens and gas for nothing, on a local network.
   *
   * @throws BuskerError `HUB_NO_FAUCET`, `HUB_FAUCET_USED`
   */
  async faucet(): Promise<WalletState> {
    await this.#options.hub.faucet()
    return this.state()
  }

  /** Adds to what can be spent through the hub. */
  async deposit(amount: Amount): Promise<WalletState> {
    await this.#options.steps.deposit(this.#options.hub.raidenAddress, amount)
    return this.state()
  }

  /** Takes tokens out of the hub's channel, back to the account. */
  async withdraw(amount: Amount): Promise<WalletState> {
    await this.#options.steps.withdraw(this.#options.hub.raidenAddress, amount)
    return this.state()
  }

  async closeChannel(partner: Address): Promise<WalletState> {
    await this.#options.steps.close(partner)
    return this.state()
  }
}

/** The chain does not say what it costs now. */
function unknownToday(error: unknown): null {
  if (isBuskerError(error)) return null
  throw error
}

function total(amounts: readonly Amount[]): Amount {
  return toAmount(amounts.reduce((sum, amount) => sum + amount, 0n))
}
