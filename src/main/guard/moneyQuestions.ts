import type { ApiHandlers, CallContext, Input } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Label } from '../../shared/ids.ts'
import type { WindowApi } from '../../shared/ipc.ts'
import { coinOf } from '../../shared/knownChains.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { quote } from '../../shared/text.ts'
import { coinToken, exactAmount, inCoins, type Token } from '../../shared/token.ts'
import type { KnownWork } from '../node/openNode.ts'
import type { Question } from './confirmations.ts'
import type { ConfirmedMethod } from './pageRights.ts'
import type { SpendingPurpose } from './spending.ts'

export interface MoneyQuestion extends Question {
  /** What it may cost, where that needs no word within the daily limit. */
  readonly free?: { readonly amount: Amount; readonly purpose: SpendingPurpose }
}

export interface MoneyFacts {
  readonly network: Pick<NetworkProfile, 'chain' | 'token' | 'hub'>
  /** Answers what the questions say of orders, sales and channels. */
  readonly handlers: Pick<ApiHandlers<WindowApi>, 'purchase' | 'sales' | 'watchedChannels' | 'quoteTransfer'>
  readonly workOf: (label: Label) => KnownWork | null
}

/** Null: no money moves. */
export type MoneyQuestions = {
  readonly [M in ConfirmedMethod]: (
    input: Input<WindowApi[M]>,
    context: CallContext<unknown>,
  ) => Promise<MoneyQuestion | null>
}

/** What a person is asked before each call that moves money, from what the node itself knows. */
export function moneyQuestions({ network, handlers, workOf }: MoneyFacts): MoneyQuestions {
  const { token, hub } = network
  const show = (value: bigint, unit: Token = token) => `${exactAmount(value, unit)} ${unit.symbol}`
  const operator = quote(hub.operator, 80)
  const nameOf = (label: Label) => {
    const work = workOf(label)
    return work === null ? label : `${quote(work.title, 80)} by ${quote(work.artistName, 80)}`
  }

  const purchase = (label: Label, amount: Amount, isGift: boolean) =>
    amount === 0n
      ? null
      : {
          message: `Pay ${show(amount)} for ${nameOf(label)}${isGift ? ', as a gift' : ''}?`,
          detail: [
            `It goes to ${workOf(label)?.artist ?? 'an artist who is not known here'}.`,
            `The hub of ${operator} may take up to ${show(hub.maximumFee)} on top.`,
            'You are asked because it goes beyond what you let Busker pay in a day without asking: see Settings.',
          ].join('\n'),
          button: 'Pay',
          free: { amount: toAmount(amount + hub.maximumFee), purpose: 'music' as const },
        }

  const deposit = (amount: Amount) =>
    amount === 0n
      ? null
      : {
          message: `Put ${show(amount)} into your channel with the hub of ${operator}?`,
          detail: 'It stays yours, to pay with. Taking it out again takes a while and a fee of the chain.',
          button: 'Put it in',
          free: { amount, purpose: 'channel' as const },
        }

  return {
    async buy({ label, confirmed, maximumFee, gift }) {
      if ((maximumFee ?? 0n) > hub.maximumFee) {
        throw new BuskerError(
          'IPC_INPUT',
          'A page can’t raise the fee above what the network’s profile allows.',
        )
      }
      return purchase(label, confirmed ?? toAmount(0n), gift !== undefined)
    },
    async confirm({ id, amount }, context) {
      const { label } = await handlers.purchase({ id, follow: false }, context)
      return purchase(label, amount, false)
    },
    send: async ({ to, amount }) => ({
      message: `Send ${show(amount)} to ${to}?`,
      detail: 'It arrives within seconds and can’t be called back.',
      button: 'Send',
    }),
    async sendFromAccount({ to, asset, amount, maximumFee }, context) {
      const coin = coinOf(network)
      const quote = await handlers.quoteTransfer({ to, asset, amount }, context)
      return {
        message: `Send ${show(amount, asset === 'coin' ? coinToken(coin) : token)} out of your account to ${quote.to}?`,
        detail: [
          'Compare the address with what you were given, to the last digit: it can’t be called back.',
          `The chain’s fee is up to ${inCoins(maximumFee)} ${coin}.`,
        ].join('\n'),
        button: 'Send',
      }
    },
    connect: async (input) => deposit(input.deposit),
    beginConnecting: async (input) => deposit(input.deposit),
    deposit: async ({ amount }) => deposit(amount),
    withdraw: async ({ amount }) => ({
      message: `Take ${show(amount)} out of your channel with the hub of ${operator}?`,
      detail:
        'It goes to your own account on the chain, for a fee there. You can pay with it again once it is put back.',
      button: 'Take it out',
    }),
    closeChannel: async ({ partner }) => ({
      message: `Close your channel with ${partner === hub.raidenAddress ? `the hub of ${operator}` : partner}?`,
      detail:
        'Until you open another, you can neither buy nor sell. What is yours comes back after a wait, for a fee of the chain.',
      button: 'Close it',
    }),
    async waiveDebt({ id }, context) {
      const sale = (await handlers.sales({}, context)).find((each) => each.id === id)
      if (sale === undefined) return null // the node says that there is none
      return {
        message: `Give up ${show(sale.debt ?? 0n)} that the hub of ${operator} owes you for ${nameOf(sale.label)}?`,
        detail: 'It can’t be asked for again. Whoever bought keeps what they paid for.',
        button: 'Give it up',
      }
    },
    async acceptChannelLoss({ channel }, context) {
      const watched = (await handlers.watchedChannels({}, context)).find((each) => each.channel === channel)
      if (watched === undefined) return null // the node says that there is none
      return {
        message: `Give up ${show(watched.lost)} and settle the channel with ${watched.partner}?`,
        detail:
          'The other side has signed that you are owed this. Once the channel is settled, nobody can bring it back.',
        button: 'Give it up',
      }
    },
    addTower: async ({ address }) => ({
      message: `Have a tower at ${quote(address, 512)} watch your channels?`,
      detail:
        'It learns with whom you have channels, and how often something is paid. It gets no power over the money.',
      button: 'Have it watch',
    }),
    setRpcUrls: async ({ urls }) =>
      urls.length === 0
        ? null
        : {
            message: `Read the chain from ${urls.map((url) => quote(url, 200)).join(', ')}?`,
            detail:
              'Busker believes what is said there about your channels. Name only addresses that you trust.',
            button: 'Read it there',
          },
  }
}
