import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '../App.tsx'
import { createIpcClient } from '../ipc/ipcClient.ts'
import { createQueryClient } from '../ipc/queries.ts'
import '../styles/app.css'
import { createFixtureBridge } from './fixtureBridge.ts'
import { createFixturePlayer } from './fixturePlayer.ts'
import { pictures } from './pictures.ts'

/** One picture's screen, in a browser without a main process: `screens.html?picture=<id>`. */
const wanted = new URLSearchParams(location.search).get('picture')
const picture = pictures.find(({ id }) => id === wanted)
const root = document.getElementById('root')
if (root === null || picture === undefined) throw new Error(`There is no picture called ${wanted}.`)

const bridge = createFixtureBridge(picture)
Object.assign(window, { busker: bridge })
// Behind the hash stands the place, and nothing else may stand before it.
history.replaceState(null, '', `${location.pathname}#${picture.path ?? '/'}`)
createRoot(root).render(
  <StrictMode>
    <App
      client={createIpcClient(bridge)}
      queries={createQueryClient()}
      player={createFixturePlayer(picture.player)}
    />
  </StrictMode>,
)
