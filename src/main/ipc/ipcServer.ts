import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import type { Api, ApiHandlers, Method } from '../../shared/api/define.ts'
import { BuskerError, toErrorData } from '../../shared/errors.ts'
import type { Outcome } from '../../shared/ipc.ts'
import { askChannel, cancelChannel, eventChannel } from '../../shared/ipcChannels.ts'
import type { Startable } from '../../shared/startable.ts'
import { isTrustedSender } from './isTrustedSender.ts'

type Ipc = Pick<IpcMain, 'handle' | 'removeHandler' | 'on' | 'removeListener'>
/** Any handler; the contract ties its types to its method's. */
type Handler = (input: never, context: never) => Promise<unknown>

export interface IpcServerOptions<A extends Api> {
  readonly ipc: Ipc
  /** The one origin whose pages are answered. */
  readonly origin: string
  /** What can be asked; `schemasOf` has its schemas. */
  readonly methods: readonly (keyof A & string)[]
  readonly schemasOf: (method: keyof A & string) => Method | Promise<Method>
  readonly handlers: ApiHandlers<A>
  /** Called with unexpected errors, for the log. */
  readonly onFailure: (error: unknown) => void
}

/**
 * Answers the pages of one origin. Every call, whatever its method, goes the same four steps: the sender is checked, the
 * input parsed, the handler run, and what came of it returned as data.
 */
export class IpcServer<A extends Api> implements Startable {
  readonly #options: IpcServerOptions<A>
  readonly #running = new Map<string, AbortController>()

  constructor(options: IpcServerOptions<A>) {
    this.#options = options
  }

  async start(): Promise<void> {
    await this.stop()
    const { ipc, methods } = this.#options
    for (const name of methods) {
      ipc.handle(askChannel(name), (event, call: unknown, input: unknown) =>
        this.#handleCall(event, { name, call, rawInput: input }),
      )
    }
    ipc.on(cancelChannel, this.#cancel)
  }

  async stop(): Promise<void> {
    const { ipc, methods } = this.#options
    for (const name of methods) ipc.removeHandler(askChannel(name))
    ipc.removeListener(cancelChannel, this.#cancel)
    for (const controller of this.#running.values()) controller.abort()
  }

  readonly #cancel: Parameters<Ipc['on']>[1] = (event, call: unknown) => {
    if (isTrustedSender(this.#options.origin, event))
      this.#running.get(callKey(event.sender.id, call))?.abort()
  }

  async #handleCall(event: IpcMainInvokeEvent, { name, call, rawInput }: IncomingCall<A>): Promise<Outcome> {
    const { origin, schemasOf, handlers, onFailure } = this.#options
    const controller = new AbortController()
    const onDestroyed = () => controller.abort()
    const id = callKey(event.sender.id, call)
    try {
      if (!isTrustedSender(origin, event)) {
        throw new BuskerError('IPC_SENDER_REFUSED', 'Only Busker’s own pages may ask this.')
      }
      this.#running.set(id, controller)
      event.sender.once('destroyed', onDestroyed)
      const method = await schemasOf(name)
      if (controller.signal.aborted) {
        throw new BuskerError('CONTROL_CANCELLED', 'The question was taken back before it was begun.')
      }
      const input = parseInput(method, rawInput)
      const report = (progress: unknown) => {
        if (event.sender.isDestroyed()) return
        const encoded = z.encode(method.progress ?? z.never(), progress)
        event.sender.send(eventChannel('call.progress'), { call, progress: encoded })
      }
      const handler: Handler | undefined = handlers[name]
      if (handler === undefined) throw new Error(`${name} has no handler.`)
      const output = await handler(input, { signal: controller.signal, report } as never)
      return { value: z.encode(method.output, output) }
    } catch (error) {
      if (!(error instanceof BuskerError)) onFailure(error)
      return { error: toErrorData(error) }
    } finally {
      this.#running.delete(id)
      event.sender.removeListener('destroyed', onDestroyed)
    }
  }
}

interface IncomingCall<A extends Api> {
  readonly name: keyof A & string
  /** What the page calls this call. */
  readonly call: unknown
  readonly rawInput: unknown
}

/** Two windows may choose the same name for a call. */
function callKey(sender: number, call: unknown): string {
  return `${sender}:${String(call)}`
}

function parseInput(method: Method, given: unknown): never {
  const input = z.safeDecode(method.input, given)
  if (!input.success) throw new BuskerError('IPC_INPUT', z.prettifyError(input.error))
  return input.data as never
}
