import { rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import type { LockableKeys } from '../../node/keys/deriveKeys.ts'
import { removeKeyFile } from '../../node/keys/keyFile.ts'
import { hasPassphrase } from '../../node/keys/readVaultFile.ts'
import { changeLock, createVault, revealWords, unlockVault } from '../../node/keys/vault.ts'
import { type Keychain, keychainLock, type VaultLock } from '../../node/keys/vaultLock.ts'
import { newWords, parseWords } from '../../node/keys/words.ts'
import type { CopyView, VaultPurpose } from '../../shared/api/app.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { VaultMethods } from '../../shared/ipc.ts'
import { shownLanguage } from '../../shared/i18n/t.ts'
import { createTrialVault, protectTrialVault, type TrialFiles, trialLockOf } from './trialVault.ts'

export interface VaultServiceOptions {
  readonly files: TrialFiles
  readonly keychain: Keychain
  /** What a passphrase locks a vault with. */
  readonly passphraseLock: (passphrase: string) => VaultLock
  /** Takes the keys over. */
  readonly onUnlocked: (keys: LockableKeys) => void
  /** A vault that had no passphrase has one from now on. */
  readonly onProtected: () => void
  /** Brings back what the hub keeps, and writes the vault. */
  readonly restore: (words: string, lock: VaultLock, copy: string | null) => Promise<void>
  /** Makes the vault anew for what is on this machine. */
  readonly reset: (words: string, lock: VaultLock) => Promise<void>
  /** Closes the vault window. */
  readonly close: () => void
}

/** Handlers of the vault window. Words and passphrases pass here, and are kept nowhere but in the vault. */
export class VaultService {
  /** What the window is open for. */
  purpose: VaultPurpose = 'unlock'
  /** With `restore`: the copy file that a person chose. */
  copy: Pick<CopyView, 'file' | 'madeAt'> | null = null
  readonly #options: VaultServiceOptions
  /** Words that were shown to be written down, until three of them are proven. */
  #shownWords: string | null = null

  constructor(options: VaultServiceOptions) {
    this.#options = options
  }

  /** Called when the window closes: words that nobody has proven to have are dropped. */
  discardShownWords(): void {
    this.#shownWords = null
  }

  /** The vault can be opened without its passphrase. */
  get isRemembered(): boolean {
    const { files, keychain } = this.#options
    return keychain.isReal() && existsSync(files.rememberedVault)
  }

  /**
   * Makes an identity for somebody who only tries Busker, and opens it: nothing is asked, shown or written down.
   *
   * @throws BuskerError `VAULT_EXISTS`
   */
  async beginTrial(): Promise<void> {
    const { files, keychain, onUnlocked } = this.#options
    onUnlocked(await createTrialVault(files, keychain))
  }

  /**
   * Opens the vault without asking, where it has no passphrase or the person wanted it remembered. @returns whether it did
   *
   * @throws BuskerError as `unlockVault`
   */
  async unlockUnasked(): Promise<boolean> {
    const { files, keychain, onUnlocked } = this.#options
    if (!(await hasPassphrase(files.vault))) {
      onUnlocked(await unlockVault(files.vault, await trialLockOf(files, keychain)))
      return true
    }
    // Left where Busker ended between the passphrase and the removal; it opens nothing.
    if (existsSync(files.keyFile)) await removeKeyFile(files.keyFile)
    if (!this.isRemembered) return false
    await this.#unlockRemembered()
    return true
  }

  async #unlockRemembered(): Promise<void> {
    const { files, keychain, onUnlocked } = this.#options
    onUnlocked(await unlockVault(files.rememberedVault, keychainLock(keychain)))
  }

  handlers(): ApiHandlers<VaultMethods> {
    const { files, keychain, passphraseLock, onProtected, restore, reset, close } = this.#options
    return {
      'vault.state': async () => ({
        language: shownLanguage(),
        purpose: this.purpose,
        hasKeychain: keychain.isReal(),
        isRemembered: this.isRemembered,
        copyMadeAt: this.copy?.madeAt ?? null,
      }),
      'vault.create': async () => {
        this.#shownWords = newWords()
        return { words: this.#shownWords.split(' ') }
      },
      'vault.keep': async ({ passphrase, remember, proof }) => {
        const words = this.#verifyProof(proof)
        await createVault(files.vault, words, Date.now(), passphraseLock(passphrase))
        this.#shownWords = null
        await this.#unlock(passphrase, remember)
        return {}
      },
      'vault.trialWords': async () => {
        this.#shownWords = await revealWords(files.vault, await trialLockOf(files, keychain))
        return { words: this.#shownWords.split(' ') }
      },
      'vault.protect': async ({ passphrase, remember, proof }) => {
        this.#verifyProof(proof)
        await protectTrialVault(files, keychain, passphraseLock(passphrase))
        this.#shownWords = null
        onProtected()
        const keys = await unlockVault(files.vault, passphraseLock(passphrase))
        await this.#remember(keys, passphrase, remember).finally(() => keys.lock())
        return {}
      },
      'vault.restore': async ({ words, passphrase, remember }) => {
        await restore(parseWords(words), passphraseLock(passphrase), this.copy?.file ?? null)
        await this.#unlock(passphrase, remember)
        return {}
      },
      'vault.useWords': async ({ words, passphrase, remember }) => {
        await reset(parseWords(words), passphraseLock(passphrase))
        await this.#unlock(passphrase, remember)
        return {}
      },
      'vault.unlock': async ({ passphrase, remember }) => {
        if (passphrase === undefined) await this.#unlockRemembered()
        else await this.#unlock(passphrase, remember)
        return {}
      },
      'vault.changePassphrase': async ({ passphrase, next, remember }) => {
        await changeLock(files.vault, passphraseLock(passphrase), passphraseLock(next))
        const keys = await unlockVault(files.vault, passphraseLock(next))
        await this.#remember(keys, next, remember).finally(() => keys.lock())
        return {}
      },
      'vault.showWords': async ({ passphrase }) => ({
        words: (await revealWords(files.vault, passphraseLock(passphrase))).split(' '),
      }),
      'vault.close': async () => {
        close()
        return {}
      },
    }
  }

  async #unlock(passphrase: string, remember: boolean): Promise<void> {
    const { files, passphraseLock, onUnlocked } = this.#options
    const keys = await unlockVault(files.vault, passphraseLock(passphrase))
    await this.#remember(keys, passphrase, remember)
    onUnlocked(keys)
  }

  /** Puts the words under the keychain as well, or takes them from there. */
  async #remember(keys: LockableKeys, passphrase: string, remember: boolean): Promise<void> {
    const { files, keychain, passphraseLock } = this.#options
    await rm(files.rememberedVault, { force: true })
    if (!remember) return
    const words = await revealWords(files.vault, passphraseLock(passphrase))
    await createVault(files.rememberedVault, words, keys.identity.body.issuedAt, keychainLock(keychain))
  }

  /** @throws BuskerError `VAULT_NO_WORDS`, `VAULT_PROOF_WRONG` */
  #verifyProof(proof: readonly { readonly place: number; readonly word: string }[]): string {
    if (this.#shownWords === null) {
      throw new BuskerError('VAULT_NO_WORDS', 'There are no new words to keep. Start again.')
    }
    const words = this.#shownWords.split(' ')
    const places = new Set(proof.map(({ place }) => place))
    const isRight = proof.every(({ place, word }) => words[place] === word.trim().toLowerCase())
    if (isRight && places.size === proof.length) return this.#shownWords
    throw new BuskerError(
      'VAULT_PROOF_WRONG',
      'A word does not fit. Look at what you wrote down, and try again.',
    )
  }
}
