import type { IpcEvent, IpcMethod, VaultMethods, WindowApi } from './ipc.ts'

declare global {
  /** Method and event names, defined by the build: a preload and a main process without the schemas start sooner. */
  const contractNames: {
    readonly ipcMethods: readonly IpcMethod[]
    readonly ipcEvents: readonly IpcEvent[]
    readonly vaultMethods: readonly (keyof VaultMethods)[]
    /** Of `ipcMethods`, those that an open node answers. */
    readonly windowMethods: readonly (keyof WindowApi)[]
  }
}
