import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { languages } from '../../shared/i18n/languages.ts'
import { showLanguage } from '../../shared/i18n/t.ts'
import { App } from '../App.tsx'
import { createIpcClient } from '../ipc/ipcClient.ts'
import { createQueryClient } from '../ipc/queries.ts'
import '../styles/app.css'
import { createFixtureBridge } from './fixtureBridge.ts'
import { preferences as usualPreferences } from './fixtures/app.ts'
import { createFixturePlayer } from './fixturePlayer.ts'
import { screenshots } from './screenshots.ts'

/** The screen of one screenshot, in a browser without a main process: `screens.html?screenshot=<id>&language=<language>`. */
const parameters = new URLSearchParams(location.search)
const wanted = parameters.get('screenshot')
const language = languages.find((each) => each === parameters.get('language')) ?? 'en'
const screenshot = screenshots.find(({ id }) => id === wanted)
const root = document.getElementById('root')
if (root === null || screenshot === undefined) throw new Error(`There is no screenshot called ${wanted}.`)

const preferences = { ...(screenshot.fixture?.preferences ?? usualPreferences), language }
const bridge = createFixtureBridge({ ...screenshot, fixture: { ...screenshot.fixture, preferences } })
await showLanguage(language)
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
