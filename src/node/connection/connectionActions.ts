import type { Channel } from '../../raiden/messages.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import { BuskerError, type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Action } from '../market/saga.ts'
import type { ConnectionEvent } from './connectionMachine.ts'
import type { Wish } from './wishes.ts'

export interface ConnectionActionOptions {
  readonly raiden: Pick<RaidenNode, 'balances' | 'channels' | 'deposit'>
  readonly hub: ConnectingHub
}

/** What a hub does for whoever wants to be connected to it. */
export interface ConnectingHub {
  readonly raidenAddress: Address
  /**
   * Resolves when tokens and gas have arrived.
   *
   * @throws BuskerError `HUB_NO_FAUCET`, `HUB_FAUCET_USED`
   */
  faucet(): Promise<unknown>
  /** Resolves when the hub has opened and funded the channel; it opens one, however often it is asked. */
  openChannel(): Promise<unknown>
}

type ConnectionAction = Action<ConnectionEvent, Wish>

/** Opening, depositing and withdrawing cost less than this on the chains Busker knows. Wei. */
const gasReserve = 10n ** 16n

/** With these only a person can help: the wish ends. Everything else is tried again. */
const finalErrors: readonly ErrorCode[] = [
  'WALLET_GAS_MISSING',
  'WALLET_TOKENS_MISSING',
  'HUB_FAUCET_USED',
  'HUB_BUDGET_SPENT',
  'HUB_NOT_OWNER',
  'RAIDEN_BALANCE_TOO_LOW',
  'RAIDEN_NO_CHANNEL',
]

/** What is done in each state of a wish. Every one can be repeated: it reads what is so before it does anything. */
export function connectionActions({ raiden, hub }: ConnectionActionOptions) {
  return {
    /** Gas and tokens from the faucet, where there is one and too little is here. */
    fill: endingWhereRefused(async ({ deposit }) => {
      const wanted = deposit - ((await hubChannel())?.ownDeposit ?? 0n)
      const before = await raiden.balances()
      if (before.gasWei >= gasReserve && before.token >= wanted) return { on: 'filled', change: noProblem }
      await hub.faucet().catch((error: unknown) => {
        if (!isBuskerError(error, 'HUB_NO_FAUCET')) throw error
      })
      mustSuffice(await raiden.balances(), wanted)
      return { on: 'filled', change: noProblem }
    }),

    /** The hub opens the channel; it is here when this node has seen it on the chain. */
    open: endingWhereRefused(async () => {
      if ((await hubChannel()) === undefined) await hub.openChannel()
      return (await hubChannel()) === undefined ? null : { on: 'opened', change: noProblem }
    }),

    /** Sets aside what is missing. */
    deposit: endingWhereRefused(async ({ deposit }) => {
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

  async function hubChannel(): Promise<Channel | undefined> {
    const channels = await raiden.channels()
    return channels.find(({ partner, state }) => partner === hub.raidenAddress && state === 'open')
  }
}

const noProblem = { code: null, message: null }

function endingWhereRefused(action: ConnectionAction): ConnectionAction {
  return async (wish, signal) => {
    try {
      return await action(wish, signal)
    } catch (error) {
      if (!isBuskerError(error) || !finalErrors.includes(error.code)) throw error
      return { on: 'refused', change: { code: error.code, message: error.message } }
    }
  }
}

function mustSuffice(balances: { gasWei: Amount; token: Amount }, wanted: bigint): void {
  if (balances.gasWei < gasReserve) {
    throw new BuskerError(
      'WALLET_GAS_MISSING',
      'Your account has too little of the chain’s own coin to pay for opening a connection. Send some to it first.',
    )
  }
  if (balances.token < wanted) {
    throw new BuskerError(
      'WALLET_TOKENS_MISSING',
      'Your account has fewer tokens than you want to be able to spend. Send some to it, or choose less.',
    )
  }
}
