import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import { z } from 'zod'
import type { ApiHandlers, Method } from '../../shared/api/define.ts'
import { BuskerError, toErrorData } from '../../shared/errors.ts'
import {
  askChannel,
  CANCEL_CHANNEL,
  eventChannel,
  type IpcMethod,
  ipcMethods,
  type IpcMethods,
  type Outcome,
} from '../../shared/ipc.ts'
import type { Startable } from '../../shared/startable.ts'
import { isOwnPage } from './sender.ts'

type Ipc = Pick<IpcMain, 'handle' | 'removeHandler' | 'on' | 'removeListener'>
/** Any handler; the contract ties its types to its method's. */
type Handler = (input: never, asking: never) => Promise<unknown>

const methods = Object.keys(ipcMethods) as IpcMethod[]

/**
 * Answers renderers. Every call, whatever its method, goes the same four steps: the sender is checked, the input parsed,
 * the handler run, and what came of it returned as data.
 */
export class IpcServer implements Startable {
  private readonly ipc: Ipc
  private readonly handlers: Partial<ApiHandlers<IpcMethods>>
  private readonly onFailure: (error: unknown) => void
  private readonly running = new Map<string, AbortController>()

  /** @param onFailure hears of errors that nobody foresaw, for the log */
  constructor(ipc: Ipc, handlers: Partial<ApiHandlers<IpcMethods>>, onFailure: (error: unknown) => void) {
    this.ipc = ipc
    this.handlers = handlers
    this.onFailure = onFailure
  }

  async start(): Promise<void> {
    await this.stop()
    for (const method of methods) {
      this.ipc.handle(askChannel(method), (event, call: unknown, input: unknown) =>
        this.answer(event, method, call, input),
      )
    }
    this.ipc.on(CANCEL_CHANNEL, this.cancel)
  }

  async stop(): Promise<void> {
    for (const method of methods) this.ipc.removeHandler(askChannel(method))
    this.ipc.removeListener(CANCEL_CHANNEL, this.cancel)
    for (const controller of this.running.values()) controller.abort()
  }

  private readonly cancel: Parameters<Ipc['on']>[1] = (event, call: unknown) => {
    if (isOwnPage(event)) this.running.get(key(event.sender.id, call))?.abort()
  }

  private async answer(
    event: IpcMainInvokeEvent,
    name: IpcMethod,
    call: unknown,
    given: unknown,
  ): Promise<Outcome> {
    const controller = new AbortController()
    const gone = () => controller.abort()
    const id = key(event.sender.id, call)
    try {
      if (!isOwnPage(event)) {
        throw new BuskerError('IPC_SENDER_REFUSED', 'Only Busker’s own pages may ask this.')
      }
      const method: Method = ipcMethods[name]
      const input = parse(method, given)
      this.running.set(id, controller)
      event.sender.once('destroyed', gone)
      const report = (progress: unknown) => {
        if (event.sender.isDestroyed()) return
        const encoded = z.encode(method.progress ?? z.never(), progress)
        event.sender.send(eventChannel('call.progress'), { call, progress: encoded })
      }
      const handler: Handler | undefined = this.handlers[name]
      if (handler === undefined) throw new BuskerError('NODE_LOCKED', 'Unlock Busker first.')
      const output = await handler(input, { signal: controller.signal, report } as never)
      return { value: z.encode(method.output, output) }
    } catch (error) {
      if (!(error instanceof BuskerError)) this.onFailure(error)
      return { error: toErrorData(error) }
    } finally {
      this.running.delete(id)
      event.sender.removeListener('destroyed', gone)
    }
  }
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
