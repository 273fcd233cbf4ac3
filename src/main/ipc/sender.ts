import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { APP_ORIGIN } from '../../shared/ipc.ts'

/**
 * Whether a message comes from the top frame of one of our own pages. A frame that is gone (null) is refused.
 * `senderFrame.origin` decides: `new URL(senderFrame.url).origin` is "null" for a custom scheme.
 */
export function isOwnPage({ senderFrame }: Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === APP_ORIGIN
}
