import { existsSync } from 'node:fs'
import type { BrowserWindow, IpcMain } from 'electron'
import type { LockableKeys } from '../../node/keys/deriveKeys.ts'
import type { Keychain, VaultLock } from '../../node/keys/vaultLock.ts'
import type { VaultPurpose } from '../../shared/api/app.ts'
import { BuskerError } from '../../shared/errors.ts'
import { VAULT_ORIGIN, vaultMethods } from '../../shared/ipc.ts'
import { servePage, vaultPage } from '../appScheme.ts'
import type { AppFiles } from '../files.ts'
import { IpcServer } from '../ipc/ipcServer.ts'
import { VaultWindow } from '../windows/vaultWindow.ts'
import type { VaultService } from './vaultService.ts'

export interface VaultDeskOptions {
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

/** Where secrets are handled: the small window, what answers it, and what opens the vault without it. Loaded when needed. */
export class VaultDesk {
  private readonly options: VaultDeskOptions
  private readonly window: VaultWindow
  private serving: Promise<VaultService> | null = null

  constructor(options: VaultDeskOptions) {
    this.options = options
    const { preload, parent, pages } = options
    this.window = new VaultWindow({
      preload,
      parent,
      serve: ({ protocol }) => servePage(protocol, pages, vaultPage),
      onClosed: () => void this.serving?.then((service) => service.forget()),
    })
  }

  /** Opens the window. @throws BuskerError `VAULT_EXISTS`, `VAULT_MISSING` where that makes no sense */
  async open(purpose: VaultPurpose): Promise<void> {
    const isMaking = purpose === 'create' || purpose === 'restore'
    const hasVault = existsSync(this.options.files.vault)
    if (isMaking && hasVault) {
      throw new BuskerError('VAULT_EXISTS', 'There is an identity on this machine already. Unlock it.')
    }
    if (!isMaking && !hasVault) {
      throw new BuskerError(
        'VAULT_MISSING',
        'There is no identity on this machine. Make a new one, or restore one.',
      )
    }
    const service = await this.service()
    service.purpose = purpose
    await this.window.open(purpose)
  }

  /** Unlocks with the keychain alone, where the person wanted that; else does nothing. */
  async unlockRemembered(): Promise<void> {
    if (!existsSync(this.options.files.rememberedVault)) return
    const service = await this.service()
    if (service.isRemembered) await service.unlockRemembered()
  }

  close(): void {
    this.window.close()
  }

  private service(): Promise<VaultService> {
    this.serving ??= this.serve()
    return this.serving
  }

  private async serve(): Promise<VaultService> {
    const { ipc, files, keychain, onUnlocked, restore, onFailure } = this.options
    const { VaultService } = await import('./vaultService.ts')
    const service = new VaultService({ files, keychain, onUnlocked, restore, close: () => this.close() })
    const server = new IpcServer({
      ipc,
      origin: VAULT_ORIGIN,
      contract: vaultMethods,
      handlers: service.handlers(),
      onFailure,
    })
    await server.start()
    return service
  }
}
