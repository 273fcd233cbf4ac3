import type { ApiHandlers, CallContext, Input } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Label } from '../../shared/ids.ts'
import type { BasketApi } from '../../shared/api/basket.ts'
import type { WindowApi } from '../../shared/ipc.ts'
import { coinOf } from '../../shared/knownChains.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { quote } from '../../shared/text.ts'
import { exactAmountText, withUnit } from '../../shared/i18n/amountText.ts'
import { coinToken, inCoins, type Token } from '../../shared/token.ts'
import type { KnownWork } from '../node/openNode.ts'
import type { Question } from './confirmations.ts'
import { keeperQuestions } from './keeperQuestions.ts'
import type { ConfirmedMethod } from './pageRights.ts'
import type { SpendingPurpose } from './spending.ts'
import { t } from '../../shared/i18n/t.ts'

export interface MoneyQuestion extends Question {
  /** What it may cost, where that needs no word within the daily limit. */
  readonly free?: { readonly amount: Amount; readonly purpose: SpendingPurpose }
}

export interface MoneyFacts {
  readonly network: Pick<NetworkProfile, 'chain' | 'token' | 'hub'>
  /** Answers what the questions say of orders, sales and channels. */
  readonly handlers: Pick<
    ApiHandlers<WindowApi>,
    'purchase' | 'sales' | 'watchedChannels' | 'quoteTransfer' | 'comingWork' | 'ursulas'
  >
  readonly workOf: (label: Label) => KnownWork | null
}

/** Null: no money moves. */
export type MoneyQuestions = {
  readonly [M in ConfirmedMethod]: (
    input: Input<WindowApi[M]>,
    context: CallContext<unknown>,
  ) => Promise<MoneyQuestion | null>
}

/** Works that a question about many names. */
const namedWorks = 12

/** What a person is asked before each call that moves money, from what the node itself knows. */
export function moneyQuestions({ network, handlers, workOf }: MoneyFacts): MoneyQuestions {
  const { token, hub } = network
  const show = (value: bigint, unit: Token = token) => withUnit(exactAmountText(value, unit), unit)
  const operator = quote(hub.operator, 80)
  const named = (label: Label, work: KnownWork | null) =>
    work === null
      ? label
      : t('confirm.byTitleArtistname', {
          title: quote(work.title, 80),
          artistName: quote(work.artistName, 80),
        })
  const nameOf = (label: Label) => named(label, workOf(label))

  /** What the page has agreed to, where it did: no more than the profile allows. */
  const feeOf = (maximumFee: Amount = hub.maximumFee): Amount => {
    if (maximumFee <= hub.maximumFee) return maximumFee
    throw new BuskerError('IPC_INPUT', 'A page can’t raise the fee above what the network’s profile allows.')
  }

  const purchase = (label: Label, amount: Amount, isGift: boolean, fee = hub.maximumFee) =>
    amount === 0n
      ? null
      : {
          message: isGift
            ? t('confirm.payAsGift', { amount: show(amount), name: nameOf(label) })
            : t('confirm.payFor', { amount: show(amount), name: nameOf(label) }),
          detail: [
            t('confirm.itGoesTo', { artist: workOf(label)?.artist ?? t('confirm.anArtistWhoIsNot') }),
            t('confirm.theHubOfMayTake', { operator, maximumFee: show(fee) }),
            t('confirm.youAreAskedBecauseIt'),
          ].join('\n'),
          button: t('confirm.pay'),
          free: { amount: toAmount(amount + fee), purpose: 'music' as const },
        }

  const nameAndPrice = ({ label, confirmed, recipient }: Input<BasketApi['buyBasket']>['works'][number]) => {
    const line = `${nameOf(label)}: ${show(confirmed)}`
    return recipient === undefined ? line : t('confirm.asAGiftTo', { line, account: recipient })
  }

  const deposit = (amount: Amount) =>
    amount === 0n
      ? null
      : {
          message: t('confirm.putIntoYourChannelWith', { amount: show(amount), operator }),
          detail: t('confirm.itStaysYoursToPay'),
          button: t('confirm.putItIn'),
          free: { amount, purpose: 'channel' as const },
        }

  return {
    async buy({ label, confirmed, maximumFee, gift }) {
      return purchase(label, confirmed ?? toAmount(0n), gift !== undefined, feeOf(maximumFee))
    },
    async buyBasket({ works }) {
      const total = works.reduce((sum, { confirmed }) => sum + confirmed, 0n)
      const fees = works.reduce((sum, { maximumFee }) => sum + feeOf(maximumFee), 0n)
      if (total === 0n) return null
      return {
        message: t('confirm.payForWorks', { amount: show(total), count: works.length }),
        detail: [
          ...works.slice(0, namedWorks).map(nameAndPrice),
          ...(works.length > namedWorks ? ['…'] : []),
          t('confirm.theHubOfMayTake', { operator, maximumFee: show(fees) }),
          t('confirm.youAreAskedBecauseIt'),
        ].join('\n'),
        button: t('confirm.pay'),
        free: { amount: toAmount(total + fees), purpose: 'music' as const },
      }
    },
    async reserve({ label, artist, confirmed, maximumFee }, context) {
      if (confirmed === 0n) return null
      const announced = await handlers.comingWork({ label, artist }, context)
      const fee = feeOf(maximumFee)
      return {
        message: t('confirm.reserve', {
          amount: show(confirmed),
          name: named(label, announced),
        }),
        detail: [
          t('confirm.paidOnceItIsOnSale'),
          t('confirm.itGoesTo', { artist }),
          t('confirm.theHubOfMayTake', { operator, maximumFee: show(fee) }),
          t('confirm.youAreAskedBecauseIt'),
        ].join('\n'),
        button: t('confirm.reserveIt'),
        free: { amount: toAmount(confirmed + fee), purpose: 'music' },
      }
    },
    async confirm({ id, amount, maximumFee }, context) {
      const { label } = await handlers.purchase({ id, follow: false }, context)
      return purchase(label, amount, false, feeOf(maximumFee))
    },
    async send({ to, amount, maximumFee }) {
      feeOf(maximumFee)
      return {
        message: t('confirm.sendTo', { amount: show(amount), to }),
        detail: t('confirm.itArrivesWithinSecondsAnd'),
        button: t('common.send'),
      }
    },
    async sendFromAccount({ to, asset, amount, maximumFee }, context) {
      const coin = coinOf(network)
      const quote = await handlers.quoteTransfer({ to, asset, amount }, context)
      return {
        message: t('confirm.sendOutOfYourAccount', {
          amount: show(amount, asset === 'coin' ? coinToken(coin) : token),
          to: quote.to,
        }),
        detail: [
          t('confirm.compareTheAddressWithWhat'),
          t('confirm.theChainsFeeIsUp', { maximumFee: inCoins(maximumFee), coin }),
        ].join('\n'),
        button: t('common.send'),
      }
    },
    connect: async (input) => deposit(input.deposit),
    beginConnecting: async (input) => deposit(input.deposit),
    deposit: async ({ amount }) => deposit(amount),
    withdraw: async ({ amount }) => ({
      message: t('confirm.takeOutOfYourChannel', { amount: show(amount), operator }),
      detail: t('confirm.itGoesToYourOwn'),
      button: t('confirm.takeItOut'),
    }),
    closeChannel: async ({ partner }) => ({
      message: t('confirm.closeYourChannelWith', {
        operator: partner === hub.raidenAddress ? t('confirm.theHubOf', { operator }) : partner,
      }),
      detail: t('confirm.untilYouOpenAnotherYou'),
      button: t('common.closeIt'),
    }),
    async waiveDebt({ id }, context) {
      const sale = (await handlers.sales({}, context)).find((each) => each.id === id)
      if (sale === undefined) return null // the node says that there is none
      return {
        message: t('confirm.giveUpThatTheHub', {
          debt: show(sale.debt ?? 0n),
          operator,
          name: nameOf(sale.label),
        }),
        detail: t('confirm.itCantBeAskedFor'),
        button: t('confirm.giveItUp'),
      }
    },
    async refund({ id, amount, endsAccess }, context) {
      const sale = (await handlers.sales({}, context)).find((each) => each.id === id)
      if (sale === undefined) return null // the node says that there is none
      return {
        message: t('confirm.payBack', { amount: show(amount), name: nameOf(sale.label) }),
        detail: [
          t('confirm.itGoesTo', { artist: sale.buyer }),
          t('confirm.theHubOfMayTake', { operator, maximumFee: show(hub.maximumFee) }),
          endsAccess ? t('confirm.accessEndsToo') : t('confirm.accessStays'),
        ].join('\n'),
        button: t('confirm.payItBack'),
      }
    },
    async acceptChannelLoss({ channel }, context) {
      const watched = (await handlers.watchedChannels({}, context)).find((each) => each.channel === channel)
      if (watched === undefined) return null // the node says that there is none
      return {
        message: t('confirm.giveUpAndSettleThe', { lost: show(watched.lost), partner: watched.partner }),
        detail: t('confirm.theOtherSideHasSigned'),
        button: t('confirm.giveItUp'),
      }
    },
    takeOver: async () => ({
      message: t('confirm.goOnHereInPlace'),
      detail: [t('confirm.theOtherIsAskedTo'), t('confirm.whatItDidAfterIts')].join('\n'),
      button: t('common.takeOver'),
    }),
    sellFromServer: async () => ({
      message: t('confirm.sellFromTheServer'),
      detail: [t('confirm.theServerHoldsTheMoney'), t('confirm.theConnectionIsMadeAnew')].join('\n'),
      button: t('confirm.sellThere'),
    }),
    addTower: async ({ address }) => ({
      message: t('confirm.haveATowerAtWatch', { address: quote(address, 512) }),
      detail: t('confirm.itLearnsWithWhomYou'),
      button: t('confirm.haveItWatch'),
    }),
    ...keeperQuestions(handlers),
    setRpcUrls: async ({ urls }) =>
      urls.length === 0
        ? null
        : {
            message: t('confirm.readTheChainFrom', { urls: urls.map((url) => quote(url, 200)).join(', ') }),
            detail: t('confirm.buskerBelievesWhatIsSaid'),
            button: t('confirm.readItThere'),
          },
  }
}
