import { Diagnostics } from './features/diagnostics/Diagnostics.tsx'
import type { IpcClient } from './ipc/ipcClient.ts'

export function App({ client }: { readonly client: IpcClient }) {
  return (
    <main>
      <h1>Busker</h1>
      <Diagnostics client={client} />
    </main>
  )
}
