import { ipcRenderer, type IpcRendererEvent } from 'electron'
import type { AskMethod, IpcEvent } from '../shared/ipc.ts'
import { askChannel, eventChannel } from '../shared/ipcChannels.ts'

export const ask =
  (method: string): AskMethod =>
  (call, input) =>
    ipcRenderer.invoke(askChannel(method), call, input)

export const on = (event: IpcEvent) => (listener: (value: unknown) => void) => {
  const forward = (_event: IpcRendererEvent, value: unknown) => listener(value)
  ipcRenderer.on(eventChannel(event), forward)
  return () => void ipcRenderer.removeListener(eventChannel(event), forward)
}
