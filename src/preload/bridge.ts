import { ipcRenderer, type IpcRendererEvent } from 'electron'
import type { AskBridge, IpcEvent } from '../shared/ipc.ts'
import { askChannel, eventChannel } from '../shared/ipcChannels.ts'

export const ask =
  (method: string): AskBridge =>
  (call, input) =>
    ipcRenderer.invoke(askChannel(method), call, input)

export const on = (event: IpcEvent) => (listener: (value: unknown) => void) => {
  const heard = (_event: IpcRendererEvent, value: unknown) => listener(value)
  ipcRenderer.on(eventChannel(event), heard)
  return () => void ipcRenderer.removeListener(eventChannel(event), heard)
}

/** One function for each name of a contract. */
export function each<N extends string, V>(names: readonly N[], make: (name: N) => V): Record<N, V> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<N, V>
}
