import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { render, type RenderResult } from '@testing-library/react'
import type { ReactNode } from 'react'
import { App, Surroundings } from '../App.tsx'
import { createIpcClient } from '../ipc/ipcClient.ts'
import { createQueryClient } from '../ipc/queries.ts'
import type { Player } from '../playback/player.ts'
import { createAppRouter } from '../router.tsx'
import { TokenProvider } from '../ui/token.ts'
import { createFixturePlayer } from './fixturePlayer.ts'
import { createFixtureBridge, type FixtureBridge, type Scenario } from './fixtureBridge.ts'

export interface Shown extends RenderResult {
  readonly bridge: FixtureBridge
  readonly player: Player
}

/** Shows a component where it can ask a scenario's main process. */
export function showPart(part: ReactNode, scenario: Scenario = {}): Shown {
  const bridge = createFixtureBridge(scenario)
  const player = createFixturePlayer(scenario.player)
  const shown = render(
    <Surroundings client={createIpcClient(bridge)} queries={createQueryClient()} player={player}>
      <TokenProvider value={{ symbol: 'tUSD', decimals: 18 }}>{part}</TokenProvider>
    </Surroundings>,
  )
  return { ...shown, bridge, player }
}

/** Shows the open application at a path, with its frame. */
export function showPage(path: string, scenario: Scenario = {}): Shown {
  const router = createAppRouter(createMemoryHistory({ initialEntries: [path] }))
  return showPart(<RouterProvider router={router} />, scenario)
}

/** Shows the application whole, with what stands before it. */
export function showApp(scenario: Scenario = {}): Shown {
  const bridge = createFixtureBridge(scenario)
  const player = createFixturePlayer(scenario.player)
  return {
    ...render(<App client={createIpcClient(bridge)} queries={createQueryClient()} player={player} />),
    bridge,
    player,
  }
}
