import type { ErrorEntries } from './errorEntry.ts'

/** The vault and the words. */
export const vaultErrors = {
  VAULT_EDITED: { money: 'untouched', action: 'Put a copy of the vault back, or restore from the 24 words.' },
  VAULT_EXISTS: { money: 'untouched', action: 'Use the identity that is there, or choose an empty folder.' },
  VAULT_FROM_FUTURE: { money: 'untouched', action: 'Update Busker.' },
  VAULT_KEYCHAIN: {
    money: 'untouched',
    action: 'Unlock the keychain, or restore from the 24 words where it was replaced.',
  },
  VAULT_KEYCHAIN_UNSAFE: { money: 'untouched', action: 'Choose a passphrase instead of the keychain.' },
  VAULT_KEY_FILE: {
    money: 'untouched',
    action: 'Put the key back that was beside the vault, or begin anew: only play money hangs on it.',
  },
  VAULT_LOCKED: { money: 'untouched', action: 'Unlock the vault first.' },
  VAULT_MISSING: { money: 'untouched', action: 'Make a new identity, or restore one.' },
  VAULT_NO_PASSPHRASE: {
    money: 'untouched',
    action: 'Write the 24 words down and choose a passphrase, then try again.',
  },
  VAULT_NO_WORDS: { money: 'untouched', action: 'Start making the identity again.' },
  VAULT_OTHER_LOCK: { money: 'untouched', action: 'Open the vault with what it was locked with.' },
  VAULT_OTHER_WORDS: {
    money: 'untouched',
    action: 'Type the 24 words that were written down on this machine.',
  },
  VAULT_PARAMETERS: { money: 'untouched', action: 'Use a backup of the vault, or the 24 words.' },
  VAULT_PASSPHRASE_WEAK: { money: 'untouched', action: 'Choose a longer passphrase.' },
  VAULT_PROOF_WRONG: {
    money: 'untouched',
    action: 'Compare the words with what was written down, and try again.',
  },
  VAULT_TRUNCATED: {
    money: 'untouched',
    action: 'Put a copy of the vault back, or restore from the 24 words.',
  },
  VAULT_WRONG_PASSPHRASE: { money: 'untouched', action: 'Type the passphrase again.' },
  WORDS_INVALID: { money: 'untouched', action: 'Look for a word that was left out, swapped or misspelt.' },
} as const satisfies ErrorEntries
