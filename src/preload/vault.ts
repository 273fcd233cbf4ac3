import { contextBridge } from 'electron'
import type { VaultBridge } from '../shared/ipc.ts'
import { ask, each } from './bridge.ts'

const bridge: VaultBridge = { ask: each(CONTRACTS.vaultMethods, ask) }
contextBridge.exposeInMainWorld('buskerVault', bridge)
