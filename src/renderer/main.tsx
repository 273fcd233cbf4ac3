import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { createIpcClient } from './ipc/ipcClient.ts'
import { askAhead, createQueryClient } from './ipc/queries.ts'
import { createSoundPlayer } from './playback/createSoundPlayer.ts'
import { keepVolume } from './playback/keptVolume.ts'
import { showMediaSession } from './playback/mediaSession.ts'
import './styles/app.css'

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')
const client = createIpcClient(window.busker)
const queries = createQueryClient()
askAhead(client, queries)
const { player, output, element } = createSoundPlayer(client)
keepVolume(player, localStorage)
showMediaSession(player, navigator.mediaSession)
createRoot(root).render(
  <StrictMode>
    <App client={client} queries={queries} player={player} />
  </StrictMode>,
)

if (import.meta.env.MODE === 'test') {
  const { recordNode, recordPlayback } = await import('./tap/recordPlayback.ts')
  const { firstSound } = await import('./tap/firstSound.ts')
  window.buskerTap = {
    recordPlayback,
    recordPlayer: () => recordNode(output.last),
    firstSound: () => firstSound(output.last),
    firstSoundOf: firstSound,
    element,
  }
}
