import type { z } from 'zod'
import { appApi, appEvents } from './api/app.ts'
import type { Method } from './api/define.ts'
import type * as Contract from './ipc.ts'
import type { IpcEvent, IpcMethod } from './ipc.ts'

let contract: typeof Contract | null = null

/**
 * A method's schemas. What is asked before a node is open is here at once; the rest of the contract is read with the first
 * question for it, because building its schemas is what a start would wait for longest (docs/adr/0085).
 */
export function methodOf(name: IpcMethod): Method | Promise<Method> {
  if (isOf(appApi, name)) return appApi[name]
  return contract?.ipcMethods[name] ?? readContract().then(({ ipcMethods }) => ipcMethods[name])
}

/** An event's schema, as `methodOf`. Events keep their order while it is read. */
export function eventOf(name: IpcEvent): z.ZodType | Promise<z.ZodType> {
  if (isOf(appEvents, name)) return appEvents[name]
  return contract?.ipcEvents[name] ?? readContract().then(({ ipcEvents }) => ipcEvents[name])
}

/** Acts with schemas at once where they have been read; else once they are. */
export function withSchemas<Schemas>(
  schemas: Schemas | Promise<Schemas>,
  act: (read: Schemas) => void,
): void {
  if (schemas instanceof Promise) void schemas.then(act)
  else act(schemas)
}

async function readContract(): Promise<typeof Contract> {
  return (contract ??= await import('./ipc.ts'))
}

function isOf<T extends object>(table: T, name: PropertyKey): name is keyof T {
  return Object.hasOwn(table, name)
}
