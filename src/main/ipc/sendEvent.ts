import type { WebContents } from 'electron'
import { z } from 'zod'
import type { IpcEvent, IpcEventValue } from '../../shared/ipc.ts'
import { eventChannel } from '../../shared/ipcChannels.ts'
import { eventOf, withSchemas } from '../../shared/ipcSchemas.ts'

/** Sends an event to one window. */
export function sendEvent<E extends IpcEvent>(to: WebContents, event: E, value: IpcEventValue<E>): void {
  withSchemas(eventOf(event), (schema) => {
    if (!to.isDestroyed()) to.send(eventChannel(event), z.encode(schema, value))
  })
}
