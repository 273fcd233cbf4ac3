import type { ErrorEntries } from './errorEntry.ts'

/** The account. */
export const walletErrors = {
  WALLET_GAS_MISSING: { money: 'untouched', action: "Send some of the chain's own coin to the account." },
  WALLET_TIP_NOTHING: { money: 'untouched', action: 'Choose an amount above zero.' },
  WALLET_TIP_NOT_SENT: { money: 'untouched', action: 'Send it again.' },
  WALLET_TIP_SELF: { money: 'untouched', action: "Choose somebody else's address." },
  WALLET_TOKENS_MISSING: { money: 'untouched', action: 'Send tokens to the account, or choose less.' },
} as const satisfies ErrorEntries
