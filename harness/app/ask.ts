import type { Page } from 'playwright-core'
import { z } from 'zod'
import type { Input, Method, Output } from '../../src/shared/api/define.ts'
import { remoteError } from '../../src/shared/errors.ts'
import { type IpcMethod, ipcMethods, type IpcMethods, type Outcome } from '../../src/shared/ipc.ts'

/** Asks the main process what the main window's page could ask. @throws BuskerError with its code */
export async function ask<M extends IpcMethod>(
  page: Page,
  name: M,
  input: Input<IpcMethods[M]>,
): Promise<Output<IpcMethods[M]>> {
  const method: Method = ipcMethods[name]
  const outcome: Outcome = await page.evaluate(
    ([asked, given]) => window.busker.ask[asked](crypto.randomUUID(), given),
    [name, z.encode(method.input, input)] as const,
  )
  if ('error' in outcome) throw remoteError(outcome.error)
  return z.decode(method.output, outcome.value) as never
}
