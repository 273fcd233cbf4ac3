import { existsSync } from 'node:fs'
import type { BrowserWindow, IpcMain } from 'electron'
import type { LockableKeys } from '../../node/keys/deriveKeys.ts'
import type { Keychain, VaultLock } from '../../node/keys/vaultLock.ts'
import type { CopyView, VaultPurpose } from '../../shared/api/app.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { VaultMethods } from '../../shared/ipc.ts'
import { vaultOrigin } from '../../shared/origins.ts'
import { servePage, vaultPage } from '../servePage.ts'
import { IpcServer } from '../ipc/ipcServer.ts'
import { VaultWindow } from '../windows/vaultWindow.ts'
import type { TrialFiles } from './trialVault.ts'
import type { VaultService } from './vaultService.ts'

export interface VaultControllerOptions {
  readonly ipc: IpcMain
  readonly files: TrialFiles
  readonly keychain: Keychain
  /** The folder of built pages. */
  readonly pages: string
  readonly preload: string
  readonly parent: BrowserWindow
  /** Whether a passphrase opens the vault. */
  readonly hasPassphrase: () => Promise<boolean>
  readonly onUnlocked: (keys: LockableKeys) => void
  /** A vault that had no passphrase has one from now on. */
  readonly onProtected: () => void
  readonly restore: (words: string, lock: VaultLock, copy: string | null) => Promise<void>
  readonly reset: (words: string, lock: VaultLock) => Promise<void>
  readonly onFailure: (error: unknown) => void
}

/** Owns the vault window and its service, and unlocks what nobody has to be asked for without the window. The service is loaded when needed. */
export class VaultController {
  readonly #options: VaultControllerOptions
  readonly #window: VaultWindow
  #startedService: Promise<VaultService> | null = null
  #beginning: Promise<void> | null = null

  constructor(options: VaultControllerOptions) {
    this.#options = options
    const { preload, parent, pages } = options
    this.#window = new VaultWindow({
      preload,
      parent,
      startService: ({ protocol }) => servePage(protocol, { folder: pages, page: vaultPage }),
      onClosed: () => void this.#startedService?.then((service) => service.discardShownWords()),
    })
  }

  /** Opens the window. @param copy with `restore`: a copy file to restore from @throws BuskerError `VAULT_EXISTS`, `VAULT_MISSING` where that makes no sense */
  async open(purpose: VaultPurpose, copy: Pick<CopyView, 'file' | 'madeAt'> | null = null): Promise<void> {
    const isNewVault = purpose === 'create' || purpose === 'restore'
    const hasVault = existsSync(this.#options.files.vault)
    if (isNewVault && hasVault) {
      throw new BuskerError('VAULT_EXISTS', 'There is an identity on this machine already. Unlock it.')
    }
    if (!isNewVault && !hasVault) {
      throw new BuskerError(
        'VAULT_MISSING',
        'There is no identity on this machine. Make a new one, or restore one.',
      )
    }
    const service = await this.#service()
    // Where the vault has no passphrase there is nothing to ask for.
    if (purpose === 'unlock' && !(await this.#options.hasPassphrase())) {
      await service.unlockUnasked()
      return
    }
    service.purpose = purpose
    service.copy = copy
    await this.#window.open(purpose)
  }

  /** Makes an identity to try Busker with. One at a time: a second press makes no second one. @throws BuskerError `VAULT_EXISTS` */
  async beginTrial(): Promise<void> {
    this.#beginning ??= this.#service().then((service) => service.beginTrial())
    try {
      await this.#beginning
    } finally {
      this.#beginning = null
    }
  }

  /** Puts the keys of a trial aside, so that others can be made. @throws BuskerError `VAULT_OTHER_LOCK`, `VAULT_MISSING` */
  async putTrialAside(): Promise<void> {
    this.close()
    const { putTrialAside } = await import('./trialVault.ts')
    await putTrialAside(this.#options.files)
  }

  /** Unlocks without asking, where that can be done; else does nothing. @throws BuskerError as `unlockVault` */
  async unlockUnasked(): Promise<void> {
    const { vault, keyFile, rememberedVault } = this.#options.files
    if (!existsSync(vault)) return
    const hasPassphrase = await this.#options.hasPassphrase()
    if (hasPassphrase && !existsSync(rememberedVault) && !existsSync(keyFile)) return
    await (await this.#service()).unlockUnasked()
  }

  close(): void {
    this.#window.close()
  }

  #service(): Promise<VaultService> {
    this.#startedService ??= this.#serve()
    return this.#startedService
  }

  async #serve(): Promise<VaultService> {
    const { ipc, files, keychain, onUnlocked, onProtected, restore, reset, onFailure } = this.#options
    const [{ VaultService }, { passphraseLock }, { vaultApi }] = await Promise.all([
      import('./vaultService.ts'),
      import('../../node/keys/vaultLock.ts'),
      import('../../shared/api/vault.ts'),
    ])
    const close = () => this.close()
    const service = new VaultService({
      files,
      keychain,
      passphraseLock,
      onUnlocked,
      onProtected,
      restore,
      reset,
      close,
    })
    const server = new IpcServer<VaultMethods>({
      ipc,
      origin: vaultOrigin,
      methods: contractNames.vaultMethods,
      schemasOf: (method) => vaultApi[method],
      handlers: service.handlers(),
      onFailure,
    })
    await server.start()
    return service
  }
}
