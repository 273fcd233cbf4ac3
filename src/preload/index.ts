import { contextBridge, ipcRenderer, type IpcRendererEvent, webUtils } from 'electron'
import {
  askChannel,
  type Bridge,
  CANCEL_CHANNEL,
  eventChannel,
  type IpcEvent,
  ipcEvents,
  type IpcMethod,
  ipcMethods,
} from '../shared/ipc.ts'

const ask = (method: IpcMethod) => (call: string, input: unknown) =>
  ipcRenderer.invoke(askChannel(method), call, input)

const on = (event: IpcEvent) => (listener: (value: unknown) => void) => {
  const heard = (_event: IpcRendererEvent, value: unknown) => listener(value)
  ipcRenderer.on(eventChannel(event), heard)
  return () => void ipcRenderer.removeListener(eventChannel(event), heard)
}

function each<K extends string, V>(contract: Record<K, unknown>, make: (key: K) => V): Record<K, V> {
  const keys = Object.keys(contract) as K[]
  return Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, V>
}

const bridge: Bridge = {
  ask: each(ipcMethods, ask),
  cancel: (call) => ipcRenderer.send(CANCEL_CHANNEL, call),
  pathOf: (file) => webUtils.getPathForFile(file),
  on: each(ipcEvents, on),
}
contextBridge.exposeInMainWorld('busker', bridge)
