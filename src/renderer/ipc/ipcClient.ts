import { z } from 'zod'
import type { ApiClient, Method } from '../../shared/api/define.ts'
import { remoteError } from '../../shared/errors.ts'
import {
  type Bridge,
  type IpcEvent,
  type IpcEventValue,
  ipcEvents,
  ipcMethods,
  type IpcMethods,
} from '../../shared/ipc.ts'

/** The main process, as the renderer sees it. */
export interface IpcClient extends ApiClient<IpcMethods> {
  /** @returns unsubscribe */
  on<E extends IpcEvent>(event: E, listener: (value: IpcEventValue<E>) => void): () => void
  /** Where a file that a person dropped lies on this machine. Empty: it is on no disk. */
  pathOf(file: File): string
}

/**
 * The typed client of the contract.
 *
 * @throws (by `ask`) BuskerError with the main process's own code; the signal's reason when aborted
 */
export function createIpcClient(bridge: Bridge): IpcClient {
  const on: IpcClient['on'] = (event, listener) =>
    bridge.on[event]((value) => listener(z.decode(ipcEvents[event], value as never) as never))

  return {
    on,
    pathOf: (file) => bridge.pathOf(file),
    async ask(name, input, { signal, onProgress } = {}) {
      signal?.throwIfAborted()
      const method: Method = ipcMethods[name]
      const call = crypto.randomUUID()
      const cancel = () => bridge.cancel(call)
      const unsubscribe = on('call.progress', (message) => {
        if (message.call === call)
          onProgress?.(z.decode(method.progress ?? z.never(), message.progress) as never)
      })
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        const outcome = await bridge.ask[name](call, z.encode(method.input, input))
        signal?.throwIfAborted()
        if ('error' in outcome) throw remoteError(outcome.error)
        return z.decode(method.output, outcome.value) as never
      } finally {
        unsubscribe()
        signal?.removeEventListener('abort', cancel)
      }
    },
  }
}
