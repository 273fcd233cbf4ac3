import type { ApiHandlers } from '../../shared/api/define.ts'
import type { NodeApi, PaymentView, WalletView } from '../../shared/api/node.ts'
import { toAmount } from '../../shared/money.ts'
import type { LedgerRow } from '../market/ledger.ts'
import { exportSnapshot } from '../snapshot/snapshotFile.ts'
import { snapshotStateSetting } from '../snapshot/snapshotState.ts'
import type { Node } from '../createNode.ts'
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

export function walletHandlers(node: Node): Methods {
  const { wallet, connecting, market, snapshots } = node
  const view = walletViewer(node)
  /** What is asked while Raiden starts is answered a little later. */
  const raiden = () => node.settled('raiden')

  return {
    async wallet() {
      await raiden()
      return view(await wallet.state())
    },
    payments: async ({ limit }) => market.ledger.list(limit).map((payment) => viewPayment(node, payment)),
    async connect({ deposit }, { signal, report }) {
      connecting.wish(deposit)
      await raiden()
      await connecting.done(signal, (step) => report({ step }))
      return view(await wallet.state())
    },
    deposit: async ({ amount }) => view(await wallet.deposit(amount)),
    withdraw: async ({ amount }) => view(await wallet.withdraw(amount)),
    closeChannel: async ({ partner }) => view(await wallet.closeChannel(partner)),
    settleChannel: async ({ partner }) => view(await wallet.settleChannel(partner)),

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
export function walletViewer(node: Pick<Node, 'options'>): (state: WalletState) => WalletView {
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

function viewPayment(node: Node, row: LedgerRow): PaymentView {
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
