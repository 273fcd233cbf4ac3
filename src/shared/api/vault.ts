import { z } from 'zod'
import { vaultPurpose } from './app.ts'
import { languages } from '../i18n/languages.ts'
import { defineApi } from './define.ts'

const noFields = z.strictObject({})
const passphrase = z.string().min(1).max(1024)
const words = z.strictObject({ words: z.array(z.string()).length(24) })
const wordsAndPassphrase = z.strictObject({
  words: z.string().max(1024),
  passphrase,
  remember: z.boolean(),
})
const keep = z.strictObject({
  passphrase,
  remember: z.boolean(),
  /** Some of the words, by their place from 0. */
  proof: z.array(z.strictObject({ place: z.int().min(0).max(23), word: z.string() })).length(3),
})

/** Served to the vault window alone; its page has an origin and a preload of its own. */
export const vaultApi = defineApi({
  'vault.state': {
    input: noFields,
    output: z.strictObject({
      purpose: vaultPurpose,
      /** What the application is shown in. */
      language: z.enum(languages),
      /** A real keychain is there: the passphrase need not be typed at every start. */
      hasKeychain: z.boolean(),
      /** The vault can be opened with the keychain alone. */
      isRemembered: z.boolean(),
      /** When the copy file was made that is opened, ms since epoch; null: none is. */
      copyMadeAt: z.int().nullable(),
    }),
  },
  /** Makes new words. Nothing is written before `vault.keep`. */
  'vault.create': { input: noFields, output: words },
  /** Writes the vault of the words just made, once the person has shown to have them. */
  'vault.keep': { input: keep, output: noFields },
  /** The words of a vault that has no passphrase, to be written down. */
  'vault.trialWords': { input: noFields, output: words },
  /** Gives a vault that has none a passphrase, once the person has shown to have its words. */
  'vault.protect': { input: keep, output: noFields },
  'vault.restore': { input: wordsAndPassphrase, output: noFields },
  /** Makes the vault anew, and opens it, for whom its passphrase does not open any more. */
  'vault.useWords': { input: wordsAndPassphrase, output: noFields },
  /** Left out: the keychain opens it. */
  'vault.unlock': {
    input: z.strictObject({ passphrase: passphrase.optional(), remember: z.boolean() }),
    output: noFields,
  },
  'vault.changePassphrase': {
    input: z.strictObject({ passphrase, next: passphrase, remember: z.boolean() }),
    output: noFields,
  },
  'vault.showWords': {
    input: z.strictObject({ passphrase }),
    output: words,
  },
  'vault.close': { input: noFields, output: noFields },
})
