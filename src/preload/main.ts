import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { Bridge } from '../shared/ipc.ts'
import { cancelChannel, namedFileChannel } from '../shared/ipcChannels.ts'
import { mapNames } from '../shared/mapNames.ts'
import { ask, on } from './bridge.ts'

const bridge: Bridge = {
  ask: mapNames(contractNames.ipcMethods, ask),
  cancel: (call) => ipcRenderer.send(cancelChannel, call),
  pathOf(file) {
    const path = webUtils.getPathForFile(file)
    if (path !== '') ipcRenderer.send(namedFileChannel, path)
    return path
  },
  on: mapNames(contractNames.ipcEvents, on),
}
contextBridge.exposeInMainWorld('busker', bridge)
