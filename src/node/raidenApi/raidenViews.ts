import type { Channel } from '../../raiden/raidenContract.ts'
import type { Transfer } from '../../raiden/payments.ts'
import type { ChannelState } from '../../shared/channelStates.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { LedgerRow } from '../market/ledger.ts'
import { checksummed } from './raidenInput.ts'

const raidenStates: Readonly<Record<ChannelState, 'opened' | 'closed' | 'settled'>> = {
  open: 'opened',
  closing: 'closed',
  closed: 'closed',
  settleable: 'closed',
  settling: 'closed',
  settled: 'settled',
}

/** A channel as Raiden shows it; all numbers are decimal strings. */
export function toRaidenChannel(channel: Channel, totalWithdraw: Amount, network: NetworkProfile) {
  const { id, partner, token, state, ownCapacity, ownLocked, ownDeposit } = channel
  return {
    channel_identifier: String(id),
    token_network_address: checksummed(network.contracts.tokenNetwork),
    partner_address: checksummed(partner),
    token_address: checksummed(token),
    balance: String(ownCapacity + ownLocked),
    total_deposit: String(ownDeposit),
    total_withdraw: String(totalWithdraw),
    state: raidenStates[state],
    settle_timeout: String(network.raiden.settleTimeoutSeconds),
    reveal_timeout: String(network.raiden.revealTimeoutSeconds),
    /** Raiden's own word for a partner whose presence nobody has asked for. */
    network_state: 'unknown',
  }
}

/** A payment that has ended, as Raiden's events show it. */
export function toPaymentEvent(row: LedgerRow, token: Address) {
  const common = {
    identifier: row.payment_id,
    // UTC without saying so, as Raiden writes it: its web UI adds the Z.
    log_time: new Date(row.changed_at).toISOString().slice(0, -1),
    token_address: checksummed(token),
  }
  if (row.direction === 'received') {
    const initiator = checksummed(row.initiator)
    return { event: 'EventPaymentReceivedSuccess', amount: row.amount, initiator, ...common }
  }
  const target = checksummed(row.target)
  return row.outcome === 'paid'
    ? { event: 'EventPaymentSentSuccess', amount: row.amount, target, ...common }
    : { event: 'EventPaymentSentFailed', reason: 'The lock ran out: the money came back.', target, ...common }
}

/** A transfer under way. */
export function toPendingTransfer(
  transfer: Omit<Transfer, 'secret'>,
  channel: Channel | undefined,
  { contracts }: NetworkProfile,
) {
  const { direction, token, initiator, target, amount, fee, paymentId } = transfer
  const locked = direction === 'sent' ? amount + fee : amount
  return {
    channel_identifier: String(channel?.id ?? ''),
    initiator: checksummed(initiator),
    locked_amount: String(locked),
    payment_identifier: String(paymentId),
    role: direction === 'sent' ? 'initiator' : 'target',
    target: checksummed(target),
    token_address: checksummed(token),
    token_network_address: checksummed(contracts.tokenNetwork),
    transferred_amount: '0',
  }
}
