import type { Channel } from '../../raiden/raidenContract.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import type { AccountTransfers } from '../../node/wallet/accountTransfers.ts'
import type { GasReserve } from '../../chain/gasReserve.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { type Clock, dayMs } from '../clock.ts'
import type { FundingLedger } from '../funding/fundingLedger.ts'
import type { FundingRule } from '../funding/fundingRule.ts'
import type { ChannelActivity } from './channelActivity.ts'
import { idleSince } from './idleChannels.ts'
import type { MoneyApi } from './moneyApi.ts'
import type { OrderedCloses } from './orderedCloses.ts'
import { transferHandlers } from '../../node/wallet/transferHandlers.ts'

export interface OperatorMoneyParts {
  readonly raiden: Pick<RaidenNode, 'balances' | 'channels' | 'withdraw'>
  readonly ledger: Pick<FundingLedger, 'intended'>
  readonly costs: Pick<GasReserve, 'costs'>
  readonly activity: Pick<ChannelActivity, 'since'>
  readonly orders: OrderedCloses
  readonly rule: Pick<FundingRule, 'invite'>
  readonly transfers: Pick<AccountTransfers, 'quote' | 'send' | 'list'>
  /** Has what was ordered looked at now. */
  readonly onOrder: () => void
  readonly now: Clock
}

function atLeastNothing(amount: bigint): Amount {
  return toAmount(amount > 0n ? amount : 0n)
}

/** What an operator does with the hub's money: looks at it, and gets it out. */
export function createMoneyHandlers(parts: OperatorMoneyParts): ApiHandlers<MoneyApi> {
  const { raiden, costs, activity, ledger, orders, rule, transfers, onOrder } = parts
  const chosen = async (which: Parameters<ApiHandlers<MoneyApi>['quoteClose']>[0]): Promise<Channel[]> => {
    const open = (await raiden.channels()).filter(({ state }) => state === 'open')
    if (which.idleDays !== null) return idleSince(open, parts, which.idleDays * dayMs)
    if (which.partners === null) return open
    const known = new Map(open.map((channel) => [channel.partner, channel]))
    return which.partners.map((partner) => {
      const channel = known.get(partner)
      if (channel !== undefined) return channel
      throw new BuskerError(
        'RAIDEN_NO_CHANNEL',
        `There is no open channel with ${partner}. Nothing is closed.`,
      )
    })
  }
  const feeOf = async (channels: number): Promise<Amount> =>
    toAmount((await costs.costs()).steps.close * BigInt(channels))

  const freeTokens = async (): Promise<Amount> => {
    const promised = (await ledger.intended()).reduce((sum, { deposit }) => sum + deposit, 0n)
    return atLeastNothing((await raiden.balances()).token - promised)
  }
  const freeCoin = async (to: string): Promise<Amount> => {
    const { fee } = await transfers.quote({ to, asset: 'coin', amount: toAmount(1n) })
    const [{ gasWei }, channels] = await Promise.all([raiden.balances(), raiden.channels()])
    return atLeastNothing(gasWei - fee - (await feeOf(channels.length)))
  }

  return {
    channels: async () => ({
      closingDown: orders.isClosingDown,
      channels: (await raiden.channels()).map((channel) => ({
        id: channel.id,
        partner: channel.partner,
        state: channel.state,
        own: channel.ownWithdrawable,
        partnerCapacity: channel.partnerCapacity,
        locked: toAmount(channel.ownLocked + channel.partnerLocked),
        idleSince: activity.since(channel.partner),
        isToBeClosed: orders.has(channel.partner),
      })),
    }),
    async quoteClose(which) {
      const channels = await chosen(which)
      return {
        channels: channels.length,
        own: toAmount(channels.reduce((sum, { ownWithdrawable }) => sum + ownWithdrawable, 0n)),
        fee: await feeOf(channels.length),
      }
    },
    async close(which) {
      const channels = await chosen(which)
      orders.add(channels.map(({ partner }) => partner))
      if (which.partners === null && which.idleDays === null) orders.closeDown()
      onOrder()
      return { channels: channels.length }
    },
    async keepOpen() {
      orders.cancel()
      return null
    },
    quoteWithdraw: async () => ({ fee: (await costs.costs()).steps.withdraw }),
    withdraw: async ({ partner, amount }) => ({ transaction: await raiden.withdraw(partner, amount) }),
    free: async ({ asset, to }) => ({ amount: await (asset === 'token' ? freeTokens() : freeCoin(to)) }),
    ...transferHandlers(transfers),
    async admit({ account }) {
      await rule.invite(account)
      return null
    },
  }
}
