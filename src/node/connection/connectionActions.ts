import type { Channel } from '../../raiden/raidenContract.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import { inCoins } from '../../shared/token.ts'
import type { SagaAction } from '../saga/saga.ts'
import type { ConnectionEvent } from './connectionMachine.ts'
import type { ConnectionRequest } from './connectionRequests.ts'

export interface ConnectionActionOptions {
  readonly raiden: Pick<RaidenNode, 'balances' | 'channels'> & {
    /** Resolve when what was sent is confirmed. */
    deposit(partner: Address, amount: Amount): Promise<unknown>
    /** With nothing in it: what is paid in is counted by its total, so that no crash pays it in twice. */
    openChannel(partner: Address): Promise<unknown>
  }
  readonly hub: FundingClient
  /** What a channel needs of the chain's own coin from its opening to its end, at today's prices; wei. */
  readonly gasForChannel: () => Promise<Amount>
  /** Symbol of that coin. Default ETH. */
  readonly coin?: string
}

/** What a hub does for somebody who opens a channel with it. */
export interface FundingClient {
  readonly raidenAddress: Address
  /**
   * Resolves when tokens and gas have arrived.
   *
   * @throws BuskerError `HUB_NO_FAUCET`, `HUB_FAUCET_USED`
   */
  faucet(): Promise<unknown>
  /**
   * Resolves when the hub has opened and funded the channel; it opens one, however often it is asked.
   *
   * @throws BuskerError `HUB_NOT_SELLING` where the hub puts money into channels of those who sell alone
   */
  openChannel(): Promise<unknown>
}

type ConnectionAction = SagaAction<ConnectionEvent, ConnectionRequest>

/** Only a person can solve these, so they end the request. Every other error is retried. */
const finalErrors: readonly ErrorCode[] = [
  'WALLET_GAS_MISSING',
  'WALLET_TOKENS_MISSING',
  'HUB_FAUCET_USED',
  'HUB_BUDGET_SPENT',
  'HUB_GAS_LOW',
  'HUB_NOT_OWNER',
  'HUB_NOT_SELLING',
  'HUB_TOKENS_LOW',
  'RAIDEN_BALANCE_TOO_LOW',
  'RAIDEN_NO_CHANNEL',
]

/** The hub puts no money of its own in: a channel is opened with one's own. */
const ownMoneyErrors: readonly ErrorCode[] = [
  'HUB_BUDGET_SPENT',
  'HUB_GAS_LOW',
  'HUB_NOT_SELLING',
  'HUB_TOKENS_LOW',
]

/** What is done in each state of a request. Every action is idempotent: it reads the current state first. */
export function connectionActions({ raiden, hub, gasForChannel, coin = 'ETH' }: ConnectionActionOptions) {
  return {
    /** Gets gas and tokens from the faucet, if there is one and the account has too little. */
    fill: refuseOnFinalError(async ({ deposit }) => {
      const needed = deposit - ((await hubChannel())?.ownDeposit ?? 0n)
      const [before, neededGas] = await Promise.all([raiden.balances(), gasForChannel()])
      if (before.gasWei >= neededGas && before.token >= needed) return { on: 'filled', change: noProblem }
      await hub.faucet().catch((error: unknown) => {
        if (!isBuskerError(error, 'HUB_NO_FAUCET')) throw error
      })
      assertSufficient(await raiden.balances(), { token: needed, gasWei: neededGas, coin })
      return { on: 'filled', change: noProblem }
    }),

    /** Has the channel opened; done when this node has seen it on the chain. */
    open: refuseOnFinalError(async ({ deposit }) => {
      if ((await hubChannel()) === undefined) await openChannel(deposit)
      return (await hubChannel()) === undefined ? null : { on: 'opened', change: noProblem }
    }),

    /** Deposits what is missing. */
    deposit: refuseOnFinalError(async ({ deposit }) => {
      const channel = await hubChannel()
      if (channel === undefined) {
        throw new BuskerError(
          'RAIDEN_NO_CHANNEL',
          'The connection was closed before your money was set aside. It stays in your account.',
        )
      }
      const missing = deposit - channel.ownDeposit
      if (missing > 0n) await raiden.deposit(hub.raidenAddress, toAmount(missing))
      return { on: 'deposited', change: noProblem }
    }),
  } satisfies Record<string, ConnectionAction>

  /** The hub opens it, or who has money to put in does so where the hub puts none in. */
  async function openChannel(deposit: Amount): Promise<void> {
    try {
      await hub.openChannel()
    } catch (error) {
      const isForOwnMoney = isBuskerError(error) && ownMoneyErrors.includes(error.code) && deposit > 0n
      if (!isForOwnMoney) throw error
      await raiden.openChannel(hub.raidenAddress)
    }
  }

  async function hubChannel(): Promise<Channel | undefined> {
    const channels = await raiden.channels()
    return channels.find(({ partner, state }) => partner === hub.raidenAddress && state === 'open')
  }
}

const noProblem = { code: null, message: null }

function refuseOnFinalError(action: ConnectionAction): ConnectionAction {
  return async (request, signal) => {
    try {
      return await action(request, signal)
    } catch (error) {
      if (!isBuskerError(error) || !finalErrors.includes(error.code)) throw error
      return { on: 'refused', change: { code: error.code, message: error.message } }
    }
  }
}

function assertSufficient(
  balances: { gasWei: Amount; token: Amount },
  needed: { gasWei: bigint; token: bigint; coin: string },
): void {
  if (balances.gasWei < needed.gasWei) {
    throw new BuskerError(
      'WALLET_GAS_MISSING',
      `Your account has ${inCoins(balances.gasWei)} ${needed.coin} for the chain’s fees. Opening a connection, and closing it one day, needs about ${inCoins(needed.gasWei)} ${needed.coin} at today’s prices. Send ${inCoins(needed.gasWei - balances.gasWei)} ${needed.coin} or more to it first.`,
    )
  }
  if (balances.token < needed.token) {
    throw new BuskerError(
      'WALLET_TOKENS_MISSING',
      'Your account has fewer tokens than you want to be able to spend. Send some to it, or choose less.',
    )
  }
}
