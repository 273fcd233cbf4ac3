import { z } from 'zod'
import type { ApiClient, Method } from '../../shared/api/define.ts'
import { remoteError } from '../../shared/errors.ts'
import { vaultApi } from '../../shared/api/vault.ts'
import type { VaultBridge, VaultMethods } from '../../shared/ipc.ts'

export type VaultClient = Pick<ApiClient<VaultMethods>, 'ask'>

/** The typed IPC client of the vault window. @throws (by `ask`) BuskerError with the main process's own code */
export function createVaultClient(bridge: VaultBridge): VaultClient {
  return {
    async ask(name, input) {
      const method: Method = vaultApi[name]
      const outcome = await bridge.ask[name](crypto.randomUUID(), z.encode(method.input, input))
      if ('error' in outcome) throw remoteError(outcome.error)
      return z.decode(method.output, outcome.value) as never
    },
  }
}
