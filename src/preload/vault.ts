import { contextBridge } from 'electron'
import type { VaultBridge } from '../shared/ipc.ts'
import { ask, mapNames } from './bridge.ts'

const bridge: VaultBridge = { ask: mapNames(contractNames.vaultMethods, ask) }
contextBridge.exposeInMainWorld('buskerVault', bridge)
