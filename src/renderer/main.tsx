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
await prefetchFirstQueries(client, queries)
await showFirstLanguage(queries)
const { player, output, element } = createAudioPlayer(client)
// To read what is stored is a question to another process, which the page would stand still for.
requestIdleCallback(() => persistVolume(player, localStorage), { timeout: 1_000 })
connectMediaSession(player, navigator.mediaSession)
createRoot(root).render(
  <StrictMode>
    <App client={client} queries={queries} player={player} />
  </StrictMode>,
)

// Behind the vault: what unlocks it takes longer, and what one sees first is drawn sooner.
setTimeout(() => requestIdleCallback(() => void loadMainApp()), 1_000)

if (import.meta.env.MODE === 'test') {
  const recording = () => import('./audioCapture/recordPlayback.ts')
  const listening = () => import('./audioCapture/firstSound.ts')
  window.buskerAudioCapture = {
    recordPlayback: async (played) => (await recording()).recordPlayback(played),
    recordPlayer: async () => (await recording()).recordNode(output.outputNode),
    firstSound: async () => (await listening()).firstSound(output.outputNode),
    firstSoundOf: async (node) => (await listening()).firstSound(node),
    element,
  }
}
