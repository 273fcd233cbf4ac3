import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../shared/ipc.ts'
import { cancelChannel } from '../shared/ipcChannels.ts'
import { mapNames } from '../shared/mapNames.ts'
import { ask, on } from './bridge.ts'

const bridge: Bridge = {
  ask: mapNames(contractNames.ipcMethods, ask),
  cancel: (call) => ipcRenderer.send(cancelChannel, call),
  pathOf: (file) => webUtils.getPathForFile(file),
  on: mapNames(contractNames.ipcEvents, on),
}
contextBridge.exposeInMainWorld('busker', bridge)
