import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App, loadMainApp } from './App.tsx'
import { createIpcClient } from './ipc/ipcClient.ts'
import { showFirstLanguage } from './shell/firstLanguage.ts'
import { prefetchFirstQueries, createQueryClient } from './ipc/queries.ts'
import { createAudioPlayer } from './playback/createAudioPlayer.ts'
import { persistVolume } from './playback/persistVolume.ts'
import { connectMediaSession } from './playback/mediaSession.ts'
import './styles/app.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')
const client = createIpcClient(window.busker)
const queries = createQueryClient()
prefetchFirstQueries(client, queries)
await showFirstLanguage(client, queries)
const { player, output, element } = createAudioPlayer(client)
persistVolume(player, localStorage)
connectMediaSession(player, navigator.mediaSession)
createRoot(root).render(
  <StrictMode>
    <App client={client} queries={queries} player={player} />
  </StrictMode>,
)

// Behind the vault: what unlocks it takes longer, and what one sees first is drawn sooner.
setTimeout(() => requestIdleCallback(() => void loadMainApp()), 1_000)

if (import.meta.env.MODE === 'test') {
  await new Promise((idle) => requestIdleCallback(idle))
  const { recordNode, recordPlayback } = await import('./audioCapture/recordPlayback.ts')
  const { firstSound } = await import('./audioCapture/firstSound.ts')
  window.buskerAudioCapture = {
    recordPlayback,
    recordPlayer: () => recordNode(output.outputNode),
    firstSound: () => firstSound(output.outputNode),
    firstSoundOf: firstSound,
    element,
  }
}
