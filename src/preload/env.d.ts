import type { IpcEvent, IpcMethod, VaultMethods } from '../shared/ipc.ts'

declare global {
  /** Method and event names, defined by the build: a preload without the schemas starts sooner. */
  const contractNames: {
    readonly ipcMethods: readonly IpcMethod[]
    readonly ipcEvents: readonly IpcEvent[]
    readonly vaultMethods: readonly (keyof VaultMethods)[]
  }
}
