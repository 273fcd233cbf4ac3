import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import type { Api, ApiHandlers, Method } from '../../shared/api/define.ts'
import { BuskerError, toErrorData } from '../../shared/errors.ts'
import type { Outcome } from '../../shared/ipc.ts'
import { askChannel, CANCEL_CHANNEL, eventChannel } from '../../shared/ipcChannels.ts'
import type { Startable } from '../../shared/startable.ts'
import { isFrom } from './sender.ts'

type Ipc = Pick<IpcMain, 'handle' | 'removeHandler' | 'on' | 'removeListener'>
/** Any handler; the contract ties its types to its method's. */
type Handler = (input: never, asking: never) => Promise<unknown>

export interface IpcServerOptions<A extends Api> {
  readonly ipc: Ipc
  /** The one origin whose pages are answered. */
  readonly origin: string
  readonly contract: A
  readonly handlers: ApiHandlers<A>
  /** Hears of errors that nobody foresaw, for the log. */
  readonly onFailure: (error: unknown) => void
}

/**
 * Answers the pages of one origin. Every call, whatever its method, goes the same four steps: the sender is checked, the
 * input parsed, the handler run, and what came of it returned as data.
 */
export class IpcServer<A extends Api> implements Startable {
  private readonly options: IpcServerOptions<A>
  private readonly running = new Map<string, AbortController>()

  constructor(options: IpcServerOptions<A>) {
    this.options = options
  }

  async start(): Promise<void> {
    await this.stop()
    const { ipc, contract } = this.options
    for (const [name, method] of Object.entries(contract)) {
      ipc.handle(askChannel(name), (event, call: unknown, input: unknown) =>
        this.answer(event, { name, method, call, given: input }),
      )
    }
    ipc.on(CANCEL_CHANNEL, this.cancel)
  }

  async stop(): Promise<void> {
    const { ipc, contract } = this.options
    for (const name of Object.keys(contract)) ipc.removeHandler(askChannel(name))
    ipc.removeListener(CANCEL_CHANNEL, this.cancel)
    for (const controller of this.running.values()) controller.abort()
  }

  private readonly cancel: Parameters<Ipc['on']>[1] = (event, call: unknown) => {
    if (isFrom(this.options.origin, event)) this.running.get(key(event.sender.id, call))?.abort()
  }

  private async answer(event: IpcMainInvokeEvent, { name, method, call, given }: Call): Promise<Outcome> {
    const { origin, handlers, onFailure } = this.options
    const controller = new AbortController()
    const gone = () => controller.abort()
    const id = key(event.sender.id, call)
    try {
      if (!isFrom(origin, event)) {
        throw new BuskerError('IPC_SENDER_REFUSED', 'Only Busker’s own pages may ask this.')
      }
      const input = parse(method, given)
      this.running.set(id, controller)
      event.sender.once('destroyed', gone)
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
      this.running.delete(id)
      event.sender.removeListener('destroyed', gone)
    }
  }
}

interface Call {
  readonly name: string
  readonly method: Method
  /** What the page calls this call. */
  readonly call: unknown
  readonly given: unknown
}

/** Two windows may choose the same name for a call. */
function key(sender: number, call: unknown): string {
  return `${sender}:${String(call)}`
}

function parse(method: Method, given: unknown): never {
  const input = z.safeDecode(method.input, given)
  if (!input.success) throw new BuskerError('IPC_INPUT', z.prettifyError(input.error))
  return input.data as never
}
