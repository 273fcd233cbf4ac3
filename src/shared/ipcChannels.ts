import type { IpcEvent } from './ipc.ts'

/** Cancels a call by its name. */
export const cancelChannel = 'busker:cancel'
export const askChannel = (method: string): string => `busker:ask:${method}`
export const eventChannel = (event: IpcEvent): string => `busker:event:${event}`
