import { existsSync } from 'node:fs'
import type { BrowserWindow, IpcMain } from 'electron'
import type { LockableKeys } from '../../node/keys/deriveKeys.ts'
import type { Keychain, VaultLock } from '../../node/keys/vaultLock.ts'
import type { VaultPurpose } from '../../shared/api/app.ts'
import { BuskerError } from '../../shared/errors.ts'
import { vaultMethods } from '../../shared/ipc.ts'
import { vaultOrigin } from '../../shared/origins.ts'
import { servePage, vaultPage } from '../appScheme.ts'
import type { AppFiles } from '../appFiles.ts'
import { IpcServer } from '../ipc/ipcServer.ts'
import { VaultWindow } from '../windows/vaultWindow.ts'
import type { VaultService } from './vaultService.ts'

export interface VaultControllerOptions {
  readonly ipc: IpcMain
  readonly files: Pick<AppFiles, 'vault' | 'rememberedVault'>
  readonly keychain: Keychain
  /** The folder of built pages. */
  readonly pages: string
  readonly preload: string
  readonly parent: BrowserWindow
  readonly onUnlocked: (keys: LockableKeys) => void
  readonly restore: (words: string, lock: VaultLock) => Promise<void>
  readonly onFailure: (error: unknown) => void
}

/** Owns the vault window and its service, and unlocks by the keychain without the window. The service is loaded when needed. */
export class VaultController {
  readonly #options: VaultControllerOptions
  readonly #window: VaultWindow
  #startedService: Promise<VaultService> | null = null

  constructor(options: VaultControllerOptions) {
    this.#options = options
    const { preload, parent, pages } = options
    this.#window = new VaultWindow({
      preload,
      parent,
      startService: ({ protocol }) => servePage(protocol, pages, vaultPage),
      onClosed: () => void this.#startedService?.then((service) => service.discardUnsavedWords()),
    })
  }

  /** Opens the window. @throws BuskerError `VAULT_EXISTS`, `VAULT_MISSING` where that makes no sense */
  async open(purpose: VaultPurpose): Promise<void> {
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
    service.purpose = purpose
    await this.#window.open(purpose)
  }

  /** Unlocks with the keychain alone, where the person wanted that; else does nothing. */
  async unlockRemembered(): Promise<void> {
    if (!existsSync(this.#options.files.rememberedVault)) return
    const service = await this.#service()
    if (service.isRemembered) await service.unlockRemembered()
  }

  close(): void {
    this.#window.close()
  }

  #service(): Promise<VaultService> {
    this.#startedService ??= this.#serve()
    return this.#startedService
  }

  async #serve(): Promise<VaultService> {
    const { ipc, files, keychain, onUnlocked, restore, onFailure } = this.#options
    const [{ VaultService }, { passphraseLock }] = await Promise.all([
      import('./vaultService.ts'),
      import('../../node/keys/vaultLock.ts'),
    ])
    const close = () => this.close()
    const service = new VaultService({ files, keychain, passphraseLock, onUnlocked, restore, close })
    const server = new IpcServer({
      ipc,
      origin: vaultOrigin,
      contract: vaultMethods,
      handlers: service.handlers(),
      onFailure,
    })
    await server.start()
    return service
  }
}
