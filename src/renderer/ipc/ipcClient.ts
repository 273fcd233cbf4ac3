import { z } from 'zod'
import type { ApiClient } from '../../shared/api/define.ts'
import { remoteError } from '../../shared/errors.ts'
import type { Bridge, IpcEvent, IpcEventValue, IpcMethods } from '../../shared/ipc.ts'
import { eventOf, methodOf, withSchemas } from '../../shared/ipcSchemas.ts'

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
  const on: IpcClient['on'] = (event, listener) => {
    let isOn = true
    const unsubscribe = bridge.on[event]((value) =>
      withSchemas(eventOf(event), (schema) => {
        if (isOn) listener(z.decode(schema, value as never) as never)
      }),
    )
    return () => {
      isOn = false
      unsubscribe()
    }
  }

  return {
    on,
    pathOf: (file) => bridge.pathOf(file),
    async ask(name, input, { signal, onProgress } = {}) {
      signal?.throwIfAborted()
      const schemas = methodOf(name)
      // At once where it can be: a page that is about to go away sends what it has to say.
      const method = schemas instanceof Promise ? await schemas : schemas
      signal?.throwIfAborted()
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
