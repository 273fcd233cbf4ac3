import type { IpcEvent } from './ipc.ts'

/** The preload names a file that a person dropped or chose. No page can send on it. */
export const namedFileChannel = 'busker:named-file'
/** Cancels a call by its name. */
export const cancelChannel = 'busker:cancel'
export const askChannel = (method: string): string => `busker:ask:${method}`
export const eventChannel = (event: IpcEvent): string => `busker:event:${event}`
