import type { ErrorEntries } from './errorEntry.ts'

/** The account. */
export const walletErrors = {
  WALLET_ADDRESS_CONTRACT: { money: 'untouched', action: 'Choose the address of a person or an exchange.' },
  WALLET_ADDRESS_OWN: { money: 'untouched', action: "Choose somebody else's address." },
  WALLET_ADDRESS_WRONG: { money: 'untouched', action: 'Copy the address again.' },
  WALLET_FEE_ROSE: { money: 'untouched', action: 'Look at the fee again, and send.' },
  WALLET_GAS_MISSING: { money: 'untouched', action: "Send some of the chain's own coin to the account." },
  WALLET_GAS_RESERVED: { money: 'untouched', action: 'Send less, or close the connection first.' },
  WALLET_TIP_NOTHING: { money: 'untouched', action: 'Choose an amount above zero.' },
  WALLET_TIP_NOT_SENT: { money: 'untouched', action: 'Send it again.' },
  WALLET_TIP_SELF: { money: 'untouched', action: "Choose somebody else's address." },
  WALLET_TOKENS_MISSING: { money: 'untouched', action: 'Send tokens to the account, or choose less.' },
  WALLET_TRANSFER_DISPLACED: { money: 'kept', action: 'Send it again.' },
  WALLET_TRANSFER_REFUSED: { money: 'kept', action: 'Ask whoever issues the token.' },
  WALLET_TRANSFER_WAITS: { money: 'pending', action: 'Wait: it is sent again by itself, and never twice.' },
  WALLET_WITHDRAWAL_LOST: { money: 'kept', action: 'Take it out again.' },
} as const satisfies ErrorEntries
