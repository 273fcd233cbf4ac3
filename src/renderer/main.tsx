import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { createIpcClient } from './ipc/ipcClient.ts'
import { createFixturePlayer } from './testing/fixturePlayer.ts'
import './styles/app.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')
createRoot(root).render(
  <StrictMode>
    <App client={createIpcClient(window.busker)} player={createFixturePlayer()} />
  </StrictMode>,
)

if (import.meta.env.MODE === 'test') {
  const { recordPlayback } = await import('./tap/recordPlayback.ts')
  window.buskerTap = { recordPlayback }
}
