import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '../App.tsx'
import { createIpcClient } from '../ipc/ipcClient.ts'
import { createQueryClient } from '../ipc/queries.ts'
import '../styles/app.css'
import { createFixtureBridge } from './fixtureBridge.ts'
import { createFixturePlayer } from './fixturePlayer.ts'
import { screenshots } from './screenshots.ts'

/** The screen of one screenshot, in a browser without a main process: `screens.html?screenshot=<id>`. */
const wanted = new URLSearchParams(location.search).get('screenshot')
const screenshot = screenshots.find(({ id }) => id === wanted)
const root = document.getElementById('root')
if (root === null || screenshot === undefined) throw new Error(`There is no screenshot called ${wanted}.`)

const bridge = createFixtureBridge(screenshot)
Object.assign(window, { busker: bridge })
// Behind the hash stands the place, and nothing else may stand before it.
history.replaceState(null, '', `${location.pathname}#${screenshot.path ?? '/'}`)
createRoot(root).render(
  <StrictMode>
    <App
      client={createIpcClient(bridge)}
      queries={createQueryClient()}
      player={createFixturePlayer(screenshot.player)}
    />
  </StrictMode>,
)
