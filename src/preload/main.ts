import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { type Bridge, CANCEL_CHANNEL, ipcEvents, ipcMethods } from '../shared/ipc.ts'
import { ask, each, on } from './bridge.ts'

const bridge: Bridge = {
  ask: each(ipcMethods, ask),
  cancel: (call) => ipcRenderer.send(CANCEL_CHANNEL, call),
  pathOf: (file) => webUtils.getPathForFile(file),
  on: each(ipcEvents, on),
}
contextBridge.exposeInMainWorld('busker', bridge)
