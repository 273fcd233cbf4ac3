import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi, PaymentView, WalletView } from '../../shared/api/node.ts'
import { toAmount } from '../../shared/money.ts'
import type { LedgerRow } from '../market/ledger.ts'
import { exportSnapshot } from '../snapshot/snapshotFile.ts'
import { snapshotStateSetting } from '../snapshot/snapshotState.ts'
import type { BuskerNode } from '../createNode.ts'
import type { WalletState } from '../wallet/wallet.ts'

type Methods = Pick<
  ApiHandlers<NodeApi>,
  | 'wallet'
  | 'payments'
  | 'connect'
  | 'deposit'
  | 'withdraw'
  | 'closeChannel'
  | 'settleChannel'
  | 'snapshotExport'
  | 'snapshotKeep'
>

export function walletHandlers(node: BuskerNode): Methods {
  const { wallet, hubConnector: connecting, market, snapshots } = node
  const toView = walletViewMapper(node)
  /** What is asked while Raiden starts is answered a little later. */
  const raidenSettled = () => node.settled('raiden')

  return {
    async wallet() {
      await raidenSettled()
      return toView(await wallet.state())
    },
    payments: async ({ limit }) => market.ledger.list(limit).map((payment) => toPaymentView(node, payment)),
    async connect({ deposit }, { signal, report }) {
      connecting.request(deposit)
      await raidenSettled()
      await connecting.whenConnected(signal, (step) => report({ step }))
      return toView(await wallet.state())
    },
    deposit: async ({ amount }) => toView(await wallet.deposit(amount)),
    withdraw: async ({ amount }) => toView(await wallet.withdraw(amount)),
    closeChannel: async ({ partner }) => toView(await wallet.closeChannel(partner)),
    settleChannel: async ({ partner }) => toView(await wallet.settleChannel(partner)),

    async snapshotExport({ file }) {
      const snapshot = await snapshots.make()
      await exportSnapshot(file, snapshot)
      return { number: snapshot.body.number }
    },
    async snapshotKeep() {
      await snapshots.flush()
      return { number: node.settings.get(snapshotStateSetting)?.kept ?? 0 }
    },
  }
}

/** Shows the wallet in the network's token. */
export function walletViewMapper(node: Pick<BuskerNode, 'options'>): (state: WalletState) => WalletView {
  const { keys, network } = node.options
  return (state) => ({
    account: keys.identity.body.account,
    symbol: network.token.symbol,
    decimals: network.token.decimals,
    tokens: state.tokens,
    gas: state.gas,
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

function toPaymentView(node: BuskerNode, row: LedgerRow): PaymentView {
  const { buyer, seller } = node.market
  const order =
    row.direction === 'sent'
      ? buyer.purchases.bySecretHash(row.secret_hash)?.id
      : seller.sales.bySecretHash(row.secret_hash)?.id
  const { direction, outcome, partner, initiator, target } = row
  return {
    direction,
    outcome,
    partner,
    initiator,
    target,
    amount: toAmount(BigInt(row.amount)),
    fee: toAmount(BigInt(row.fee)),
    changedAt: row.changed_at,
    order: order ?? null,
  }
}
