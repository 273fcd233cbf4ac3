import type { accountApi } from '../../shared/api/account.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi, PaymentView, WalletView } from '../../shared/api/node.ts'
import type { Address } from '../../shared/ids.ts'
import { rateOf } from '../../shared/currency.ts'
import { coinOf } from '../../shared/knownChains.ts'
import { toAmount } from '../../shared/money.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { ChannelWatch } from '../channelWatch/channelWatch.ts'
import type { HubConnector } from '../connection/hubConnector.ts'
import type { Ledger, LedgerRow } from '../market/ledger.ts'
import type { Refunds } from '../market/refunds.ts'
import type { Purchases } from '../market/purchases.ts'
import type { Sales } from '../market/sales.ts'
import type { Wallet, WalletState } from '../wallet/wallet.ts'

type Methods = Pick<
  ApiHandlers<NodeApi>,
  | 'wallet'
  | 'payments'
  | 'connect'
  | 'deposit'
  | 'withdraw'
  | 'closeChannel'
  | 'watchedChannels'
  | 'acceptChannelLoss'
> &
  Pick<ApiHandlers<typeof accountApi>, 'faucet'>

interface WalletViewParts {
  /** The node's owner. */
  readonly account: Address
  readonly network: NetworkProfile
}

interface OrderLookup {
  readonly purchases: Pick<Purchases, 'bySecretHash' | 'refunds'>
  readonly sales: Pick<Sales, 'bySecretHash'>
  readonly refunds: Pick<Refunds, 'bySecretHash'>
}

interface Parts extends WalletViewParts, OrderLookup {
  readonly wallet: Wallet
  readonly hubConnector: Pick<HubConnector, 'request' | 'whenConnected'>
  readonly ledger: Pick<Ledger, 'list'>
  readonly channelWatch: Pick<ChannelWatch, 'list' | 'acceptLoss'>
  /** Resolves when a start of Raiden that is under way has ended, well or not. */
  readonly raidenSettled: () => Promise<void>
}

/** Answers what is asked of balances, channels and payments, and moves money in and out of channels. */
export function walletHandlers(parts: Parts): Methods {
  const { wallet, hubConnector, ledger, channelWatch, network, raidenSettled } = parts
  const toView = walletViewMapper(parts)
  const watchedChannels = () =>
    channelWatch.list().map(({ channel, partner, state, settleableAfter, lost, reason, problem }) => ({
      channel,
      partner,
      isHub: partner === network.hub.raidenAddress,
      state,
      settleableAfter,
      lost,
      reason,
      problem,
    }))

  return {
    // What is asked while Raiden starts is answered a little later.
    async wallet() {
      await raidenSettled()
      return toView(await wallet.state())
    },
    async payments({ limit }) {
      const toPayment = paymentViewMapper(parts)
      return ledger.list(limit).map(toPayment)
    },
    async connect({ deposit }, { signal, report }) {
      hubConnector.request(deposit)
      await raidenSettled()
      await hubConnector.whenConnected(signal, (step) => report({ step }))
      return toView(await wallet.state())
    },
    faucet: async () => toView(await wallet.faucet()),
    deposit: async ({ amount }) => toView(await wallet.deposit(amount)),
    withdraw: async ({ amount }) => toView(await wallet.withdraw(amount)),
    closeChannel: async ({ partner }) => toView(await wallet.closeChannel(partner)),
    watchedChannels: async () => watchedChannels(),
    async acceptChannelLoss({ channel }) {
      channelWatch.acceptLoss(channel)
      return watchedChannels()
    },
  }
}

/** Shows the wallet in the network's token. */
function walletViewMapper({ account, network }: WalletViewParts): (state: WalletState) => WalletView {
  return (state) => ({
    account,
    symbol: network.token.symbol,
    decimals: network.token.decimals,
    tokens: state.tokens,
    gas: state.gas,
    gasNeeded: state.gasNeeded,
    coin: coinOf(network),
    fees: state.fees,
    spendable: state.spendable,
    receivable: state.receivable,
    maximumFee: network.hub.maximumFee,
    channels: state.channels.map((channel) => ({
      partner: channel.partner,
      isHub: channel.partner === network.hub.raidenAddress,
      state: channel.state,
      deposit: channel.ownDeposit,
      spendable: channel.ownCapacity,
      receivable: channel.partnerCapacity,
    })),
  })
}

/** Shows payments of one list: what identifies refunds is read once for all of them, where one may be a refund. */
function paymentViewMapper({ purchases, sales, refunds }: OrderLookup): (row: LedgerRow) => PaymentView {
  let known: ReadonlyMap<bigint, string> | undefined
  const refundedPurchases = () => (known ??= purchases.refunds.purchases())

  /** Which order a payment pays, or pays back. */
  function orderOf({
    secret_hash: hash,
    direction,
    payment_id: paymentId,
  }: LedgerRow): Pick<PaymentView, 'order' | 'isRefund'> {
    const isSent = direction === 'sent'
    const order = (isSent ? purchases : sales).bySecretHash(hash)
    if (order !== undefined) return { order: order.id }
    const refunded = isSent ? refunds.bySecretHash(hash)?.sale : refundedPurchases().get(BigInt(paymentId))
    return refunded === undefined ? { order: null } : { order: refunded, isRefund: true }
  }

  return (row) => {
    const { direction, outcome, partner, initiator, target } = row
    const rate = rateOf(row.currency, row.per_token)
    return {
      direction,
      outcome,
      partner,
      initiator,
      target,
      amount: toAmount(BigInt(row.amount)),
      fee: toAmount(BigInt(row.fee)),
      changedAt: row.changed_at,
      ...orderOf(row),
      ...(rate && { rate }),
    }
  }
}
