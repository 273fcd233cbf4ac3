import type { VaultBridge } from '../../shared/ipc.ts'

declare global {
  interface Window {
    /** Put there by the preload of the vault window, and in no other. */
    readonly buskerVault: VaultBridge
  }
}
