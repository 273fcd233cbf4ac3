import { contextBridge } from 'electron'
import { type VaultBridge, vaultMethods } from '../shared/ipc.ts'
import { ask, each } from './bridge.ts'

const bridge: VaultBridge = { ask: each(vaultMethods, ask) }
contextBridge.exposeInMainWorld('buskerVault', bridge)
