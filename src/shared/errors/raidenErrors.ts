import type { ErrorEntries } from './errorEntry.ts'

/** Payment channels. */
export const raidenErrors = {
  RAIDEN_BALANCE_TOO_LOW: { money: 'untouched', action: 'Deposit more, or choose less.' },
  RAIDEN_BUSY: { money: 'untouched', action: 'Wait until the withdrawal under way is done.' },
  RAIDEN_CHAIN_UNREACHABLE: {
    money: 'kept',
    action: 'Start the chain, or correct its address in the network profile.',
  },
  RAIDEN_CHAIN_WENT_BACK: {
    money: 'atRisk',
    action: "On a local network run: busker localnet reset. On any other check the chain's RPC address.",
  },
  RAIDEN_CHANNEL_EXISTS: { money: 'untouched', action: 'Deposit into the channel that is there.' },
  RAIDEN_ENDPOINT_SILENT: {
    money: 'kept',
    action: 'Replace the addresses that the message names in the network profile, if they stay silent.',
  },
  RAIDEN_FAILED: { money: 'pending', action: 'Try again; report the message if it stays.' },
  RAIDEN_FEE_ABOVE_CAP: {
    money: 'untouched',
    action: 'Look at the fee again before you pay; where the hub asks too much, ask its operator.',
  },
  RAIDEN_HASH_MISMATCH: { money: 'untouched', action: 'Ask the seller for a new invoice.' },
  RAIDEN_HUB_UNREACHABLE: {
    money: 'pending',
    action: 'Wait until the hub is back: what was asked for is tried again.',
  },
  RAIDEN_LOCK_TIMEOUT: { money: 'untouched', action: 'Order again.' },
  RAIDEN_NO_CHANNEL: { money: 'untouched', action: 'Open a channel with the hub.' },
  RAIDEN_NO_ROUTE: { money: 'untouched', action: "Try again when the seller's payment node is online." },
  RAIDEN_PROOF_FORGED: { money: 'kept', action: "Ask the hub's operator: nothing was sent to the chain." },
  RAIDEN_SECRET_WRONG: {
    money: 'untouched',
    action: 'Report it: the seller showed a secret of another payment, and nothing was released.',
  },
  RAIDEN_SETTLEMENT_PENDING: {
    money: 'kept',
    action: 'Wait: payments start by themselves once the old connection is settled.',
  },
  RAIDEN_STATE_DAMAGED: {
    money: 'kept',
    action:
      'Put back an unbroken disk, or restore from the words: the channel is closed with the newest that was signed.',
  },
  RAIDEN_TOKEN_UNKNOWN: { money: 'untouched', action: 'Open a channel in this token.' },
  RAIDEN_TRANSACTION_WAITING: {
    money: 'kept',
    action: 'Nothing: it is sent again for more until it is in a block. Keep gas in the account.',
  },
  RAIDEN_TRANSFER_EXPIRED: { money: 'returned', action: 'Order again.' },
  RAIDEN_TRANSFER_UNKNOWN: { money: 'pending', action: 'Wait: the transfer is looked up again.' },
  RAIDEN_UI_UNREADABLE: {
    money: 'untouched',
    action: "Name the folder ui of Raiden's web UI with --ui; docs/commands.md says where it comes from.",
  },
  RAIDEN_WRONG_CHAIN: { money: 'kept', action: 'Correct the RPC address in the network profile.' },
} as const satisfies ErrorEntries
