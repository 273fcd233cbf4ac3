import { contextBridge } from 'electron'
import type { VaultBridge } from '../shared/ipc.ts'
import { mapNames } from '../shared/mapNames.ts'
import { ask } from './bridge.ts'

const bridge: VaultBridge = { ask: mapNames(contractNames.vaultMethods, ask) }
contextBridge.exposeInMainWorld('buskerVault', bridge)
