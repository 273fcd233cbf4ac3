import type { WebContents } from 'electron'
import { z } from 'zod'
import { type IpcEvent, type IpcEventValue, ipcEvents } from '../../shared/ipc.ts'
import { eventChannel } from '../../shared/ipcChannels.ts'

/** Sends an event to one window. */
export function sendEvent<E extends IpcEvent>(to: WebContents, event: E, value: IpcEventValue<E>): void {
  if (!to.isDestroyed()) to.send(eventChannel(event), z.encode(ipcEvents[event], value))
}
