import type { IpcEvent, IpcMethod, VaultMethods } from '../shared/ipc.ts'

declare global {
  /** The names of the contracts, put here by the build: without their schemas a page starts sooner. */
  const CONTRACTS: {
    readonly ipcMethods: readonly IpcMethod[]
    readonly ipcEvents: readonly IpcEvent[]
    readonly vaultMethods: readonly (keyof VaultMethods)[]
  }
}
