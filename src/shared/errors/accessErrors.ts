import type { ErrorEntries } from './errorEntry.ts'

/** Access: policies, keys and Ursulas. */
export const accessErrors = {
  ACCESS_KEY_DAMAGED: {
    money: 'paid',
    action: 'Restore a snapshot, or open the purchase again with its receipt.',
  },
  POLICY_EXPIRED: { money: 'paid', action: 'Ask for a fresh policy: the receipt entitles to it, free.' },
  POLICY_FORGED: { money: 'paid', action: 'Ask for a fresh policy: the receipt entitles to it, free.' },
  POLICY_NOT_YOURS: { money: 'paid', action: 'Join with the keys that the policy is for.' },
  POLICY_REVOKED: { money: 'paid', action: 'Ask the artist. What was joined before stays playable.' },
  POLICY_STOPPED: { money: 'untouched', action: 'Nothing: the Ursulas are told when Busker runs again.' },
  POLICY_TERMS: {
    money: 'untouched',
    action: 'Choose 1 to 30 Ursulas, a threshold within them, and an end in the future.',
  },
  POLICY_TOO_FEW_ANSWERS: { money: 'paid', action: 'Try again later, when more Ursulas answer.' },
  POLICY_TOO_FEW_URSULAS: {
    money: 'paid',
    action: 'Connect to a hub that knows more Ursulas, or ask for fewer shares.',
  },
  POLICY_UNKNOWN: { money: 'untouched', action: 'List the grants: busker grants' },
  POLICY_WRONG_KEY: { money: 'paid', action: 'Show the artist the receipt: it proves what was bought.' },
  POLICY_WRONG_SECRET: { money: 'paid', action: 'Ask the seller again: the receipt proves what was bought.' },
  UMBRAL_BROKEN: { money: 'paid', action: 'Restart Busker and try again.' },
  UMBRAL_FORGED: { money: 'paid', action: 'Nothing: another Ursula is asked.' },
  UMBRAL_MALFORMED: {
    money: 'paid',
    action: 'Ask again; it was damaged on its way or comes from another program.',
  },
  UMBRAL_WRONG_KEY: { money: 'paid', action: 'Open it with the keys it was made for.' },
  URSULA_ANNOUNCEMENT_EXPIRED: {
    money: 'untouched',
    action: "Check this machine's clock; she is asked again by herself.",
  },
  URSULA_ANNOUNCEMENT_OLD: { money: 'untouched', action: 'Nothing: what she has said since counts.' },
  URSULA_BUSY: { money: 'paid', action: 'Wait a few seconds.' },
  URSULA_CONFIG_INVALID: { money: 'untouched', action: 'Correct ursula.json as the message says.' },
  URSULA_CONFIG_MISSING: { money: 'untouched', action: "Write ursula.json in the Ursula's folder." },
  URSULA_SEED_DAMAGED: { money: 'untouched', action: 'Restore ursula.seed from a back-up.' },
  URSULA_TOO_MANY: { money: 'untouched', action: 'Remove one that does not answer: busker ursulas' },
  URSULA_UNKNOWN: { money: 'untouched', action: 'List them: busker ursulas' },
  URSULA_STOPPED: { money: 'paid', action: 'Nothing: another Ursula is asked.' },
} as const satisfies ErrorEntries
