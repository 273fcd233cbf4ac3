import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../shared/ipc.ts'
import { CANCEL_CHANNEL } from '../shared/ipcChannels.ts'
import { ask, each, on } from './bridge.ts'

const bridge: Bridge = {
  ask: each(CONTRACTS.ipcMethods, ask),
  cancel: (call) => ipcRenderer.send(CANCEL_CHANNEL, call),
  pathOf: (file) => webUtils.getPathForFile(file),
  on: each(CONTRACTS.ipcEvents, on),
}
contextBridge.exposeInMainWorld('busker', bridge)
