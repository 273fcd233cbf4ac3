import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'

/**
 * Whether a message comes from the top frame of a page of `origin`. A frame that is gone (null) is refused.
 * `senderFrame.origin` decides: `new URL(senderFrame.url).origin` is "null" for a custom scheme.
 */
export function isTrustedSender(
  origin: string,
  { senderFrame }: Pick<IpcMainEvent | IpcMainInvokeEvent, 'senderFrame'>,
): boolean {
  return senderFrame !== null && senderFrame.parent === null && senderFrame.origin === origin
}
