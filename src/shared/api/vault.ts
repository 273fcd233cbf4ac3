import { z } from 'zod'
import { vaultPurpose } from './app.ts'
import { languages } from '../i18n/languages.ts'
import { defineApi } from './define.ts'

const noFields = z.strictObject({})
const passphrase = z.string().min(1).max(1024)

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
    }),
  },
  /** Makes new words. Nothing is written before `vault.keep`. */
  'vault.create': { input: noFields, output: z.strictObject({ words: z.array(z.string()).length(24) }) },
  /** Writes the vault of the words just made, once the person has shown to have them. */
  'vault.keep': {
    input: z.strictObject({
      passphrase,
      remember: z.boolean(),
      /** Some of the words, by their place from 0. */
      proof: z.array(z.strictObject({ place: z.int().min(0).max(23), word: z.string() })).length(3),
    }),
    output: noFields,
  },
  'vault.restore': {
    input: z.strictObject({ words: z.string().max(1024), passphrase, remember: z.boolean() }),
    output: noFields,
  },
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
    output: z.strictObject({ words: z.array(z.string()).length(24) }),
  },
  'vault.close': { input: noFields, output: noFields },
})
