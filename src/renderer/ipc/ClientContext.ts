import { createContext, useContext } from 'react'
import type { IpcClient } from './ipcClient.ts'

const ClientContext = createContext<IpcClient | null>(null)
export const ClientProvider = ClientContext.Provider

/** The main process. @throws outside the application */
export function useClient(): IpcClient {
  const client = useContext(ClientContext)
  if (client === null) throw new Error('useClient needs a ClientProvider around it.')
  return client
}
