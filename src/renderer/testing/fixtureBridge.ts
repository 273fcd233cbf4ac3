import { z } from 'zod'
import type { ApiHandlers, Method } from '../../shared/api/define.ts'
import { type ErrorData, toErrorData } from '../../shared/errors.ts'
import {
  type Bridge,
  type IpcEvent,
  ipcEvents,
  type IpcEventValue,
  ipcMethods,
  type IpcMethod,
  type IpcMethods,
  type Outcome,
} from '../../shared/ipc.ts'
import { mapNames } from '../../shared/mapNames.ts'
import type { PlayerState } from '../playback/playerState.ts'
import { fixtureHandlers } from './fixtureHandlers.ts'
import { fullFixture, type AppFixture } from './appFixture.ts'

/** What the main process knows, and how it behaves. */
export interface Scenario {
  /** In place of the full fixture's. */
  readonly fixture?: Partial<AppFixture>
  /** Methods that fail, and how. */
  readonly errors?: Partial<Record<IpcMethod, ErrorData>>
  /** In place of the fixture's answers: to report progress, or to answer differently each time. */
  readonly handlers?: Partial<ApiHandlers<IpcMethods>>
  /** Methods that never answer. */
  readonly hanging?: readonly IpcMethod[]
  /** What the player's state is, in place of nothing playing. */
  readonly player?: Partial<PlayerState>
}

export interface FixtureBridge extends Bridge {
  /** Every call so far, in order, its input decoded. */
  readonly calls: readonly { readonly method: IpcMethod; readonly input: unknown }[]
  /** Emits an event, as the main process would. */
  readonly emit: <E extends IpcEvent>(event: E, value: IpcEventValue<E>) => void
  /** Changes the fixture from now on; emit an event so that the page fetches it. */
  readonly change: (world: Partial<AppFixture>) => void
}

/**
 * The contract without a main process. Inputs and answers go through the contract's own schemas, both ways, so a
 * fixture that the real one could not send fails here.
 */
export function createFixtureBridge({
  fixture = {},
  errors = {},
  handlers = {},
  hanging = [],
}: Scenario = {}): FixtureBridge {
  let fixtureNow: AppFixture = { ...fullFixture, ...fixture }
  const calls: { method: IpcMethod; input: unknown }[] = []
  const listeners = new Map<IpcEvent, Set<(value: unknown) => void>>()
  const listenersOf = (event: IpcEvent) => {
    const all = listeners.get(event) ?? new Set()
    listeners.set(event, all)
    return all
  }

  const ask =
    (method: IpcMethod) =>
    async (call: string, encoded: unknown): Promise<Outcome> => {
      const { input, output, progress }: Method = ipcMethods[method]
      try {
        const decoded: unknown = z.decode(input, encoded as never)
        calls.push({ method, input: decoded })
        if (hanging.includes(method)) return await new Promise<never>(() => {})
        const error = errors[method]
        if (error !== undefined) return { error }
        const report = (value: unknown) => {
          const message = { call, progress: z.encode(progress ?? z.never(), value as never) }
          for (const listener of listenersOf('call.progress')) listener(message)
        }
        const handler = { ...fixtureHandlers(fixtureNow), ...handlers }[method] as Handler
        const value = await handler(decoded, { signal: new AbortController().signal, report })
        return { value: z.encode(output, value as never) }
      } catch (error) {
        return { error: toErrorData(error) }
      }
    }
  const on = (event: IpcEvent) => (listener: (value: unknown) => void) => {
    listenersOf(event).add(listener)
    return () => void listenersOf(event).delete(listener)
  }

  return {
    ask: mapNames(Object.keys(ipcMethods) as IpcMethod[], ask),
    on: mapNames(Object.keys(ipcEvents) as IpcEvent[], on),
    cancel: () => {},
    pathOf: ({ name }) => `/home/ana/Music/${name}`,
    calls,
    change: (changed) => void (fixtureNow = { ...fixtureNow, ...changed }),
    emit(event, value) {
      const encoded: unknown = z.encode(ipcEvents[event], value as never)
      for (const listener of listenersOf(event)) listener(encoded)
    },
  }
}

type Handler = (input: unknown, context: object) => Promise<unknown>
