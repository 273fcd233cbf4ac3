import { ipcRenderer, type IpcRendererEvent } from 'electron'
import { type AskBridge, askChannel, eventChannel, type IpcEvent } from '../shared/ipc.ts'

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
export function each<C extends object, N extends keyof C & string, V>(
  contract: C,
  make: (name: N) => V,
): Record<keyof C & string, V> {
  const names = Object.keys(contract) as N[]
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<keyof C & string, V>
}
