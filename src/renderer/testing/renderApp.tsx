import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { configure, render, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { App, AppProviders } from '../App.tsx'
import { createIpcClient } from '../ipc/ipcClient.ts'
import { createQueryClient } from '../ipc/queries.ts'
import type { Player } from '../playback/player.ts'
import { createAppRouter } from '../router.tsx'
import { useShell } from '../shell/shellStore.ts'
import { useToasts } from '../ui/toasts.ts'
import { TokenProvider } from '../ui/token.ts'
import { createFixturePlayer } from './fixturePlayer.ts'
import { createFixtureBridge, type FixtureBridge, type Scenario } from './fixtureBridge.ts'

// Milliseconds: beside other tests, what takes a moment alone can take seconds.
configure({ asyncUtilTimeout: 10_000 })

export interface RenderedApp extends RenderResult {
  readonly bridge: FixtureBridge
  readonly player: Player
}

/** Renders a component with the fixture bridge of a scenario. */
export function renderPart(part: ReactNode, scenario: Scenario = {}): RenderedApp {
  closeWhatIsOpen()
  const bridge = createFixtureBridge(scenario)
  const player = createFixturePlayer(scenario.player)
  const rendered = render(
    <AppProviders client={createIpcClient(bridge)} queries={createQueryClient()} player={player}>
      <TokenProvider value={{ symbol: 'tUSD', decimals: 18 }}>{part}</TokenProvider>
    </AppProviders>,
  )
  return { ...rendered, bridge, player }
}

/** Renders the unlocked application at a path, with its shell. */
export function renderPage(path: string, scenario: Scenario = {}): RenderedApp {
  const router = createAppRouter(createMemoryHistory({ initialEntries: [path] }))
  return renderPart(<RouterProvider router={router} />, scenario)
}

/** Renders the whole application, vault gate included. */
export function renderApp(scenario: Scenario = {}): RenderedApp {
  closeWhatIsOpen()
  const bridge = createFixtureBridge(scenario)
  const player = createFixturePlayer(scenario.player)
  return {
    ...render(<App client={createIpcClient(bridge)} queries={createQueryClient()} player={player} />),
    bridge,
    player,
  }
}

/** Toasts, panels and the palette are the window's, and another test may have left them open. */
function closeWhatIsOpen(): void {
  useToasts.setState({ shown: [] })
  useShell.setState(useShell.getInitialState())
}
