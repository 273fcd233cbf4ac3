import type { ErrorEntries } from './errorEntry.ts'

/** Channels that are watched on chain, and brought to their end. */
export const channelErrors = {
  CHANNEL_AMOUNTS_UNKNOWN: {
    money: 'pending',
    action: "Wait until the hub answers: it knows the amounts. Ask the hub's operator if it stays away.",
  },
  CHANNEL_ANSWER_LATE: {
    money: 'atRisk',
    action:
      'Ask the hub to pay what it has signed, or accept the loss with: busker wallet accept-loss CHANNEL.',
  },
  CHANNEL_ANSWER_NOT_WORTH_GAS: {
    money: 'atRisk',
    action: 'Nothing: answering costs more than it saves. It is answered once gas is cheap enough.',
  },
  CHANNEL_GAS_MISSING: {
    money: 'atRisk',
    action: 'Send the gas that the message names to the account, before the time it names.',
  },
  CHANNEL_PROOF_UNKNOWN: {
    money: 'atRisk',
    action:
      'Ask the hub for what it has signed, or restore a newer snapshot; or accept what the chain says with: busker wallet accept-loss CHANNEL.',
  },
  CHANNEL_SECRET_NOT_WORTH_GAS: {
    money: 'atRisk',
    action: 'Nothing: claiming this payment on chain would cost more than it brings.',
  },
} as const satisfies ErrorEntries
