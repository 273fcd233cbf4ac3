import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { BuyProvider } from './features/buy/BuyContext.tsx'
import { Doors } from './features/onboarding/Doors.tsx'
import { useOnboarding } from './features/onboarding/onboardingStore.ts'
import { ClientProvider } from './ipc/ClientContext.ts'
import type { IpcClient } from './ipc/ipcClient.ts'
import { useAsk, useFreshAnswers } from './ipc/queries.ts'
import type { Player } from './playback/player.ts'
import { PlayerContext, usePlayerControls } from './playback/usePlayer.ts'
import { usePlayerPreferences } from './playback/usePlayerPreferences.ts'
import { createAppRouter } from './router.tsx'
import { useTheme } from './shell/useTheme.ts'
import { Toasts } from './ui/Toasts.tsx'
import { TokenProvider } from './ui/token.ts'
import { TooltipProvider } from './ui/Tooltip.tsx'

/** The whole page. What one sees depends on the vault: nothing of the node is asked before it is open. */
export function App(around: Around) {
  return (
    <Surroundings {...around}>
      <Doors>
        <Rooms />
      </Doors>
    </Surroundings>
  )
}

interface Around {
  readonly client: IpcClient
  /** The answers kept; some may have been asked for already. */
  readonly queries: QueryClient
  readonly player: Player
}

/** What every component may rely on: the main process, the player, the answers kept, orders, tooltips. */
export function Surroundings({
  client,
  queries,
  player,
  children,
}: Around & { readonly children: ReactNode }) {
  return (
    <ClientProvider value={client}>
      <QueryClientProvider client={queries}>
        <TooltipProvider delayDuration={400}>
          <PlayerContext value={player}>
            <Fresh>
              <BuyProvider>{children}</BuyProvider>
              <Toasts />
            </Fresh>
          </PlayerContext>
        </TooltipProvider>
      </QueryClientProvider>
    </ClientProvider>
  )
}

/** Keeps the answers fresh and the theme on the page, and says what is paid with. */
function Fresh({ children }: { readonly children: ReactNode }) {
  useFreshAnswers()
  useTheme()
  usePlayerPreferences()
  const state = useAsk('app.state', {})
  const status = useAsk('status', {}, { isWanted: state.data?.phase === 'open' })
  const symbol = status.data?.network.symbol ?? state.data?.network?.symbol ?? ''
  const decimals = status.data?.network.decimals ?? 18
  const token = useMemo(() => ({ symbol, decimals }), [symbol, decimals])
  return <TokenProvider value={token}>{children}</TokenProvider>
}

function Rooms() {
  const [router] = useState(() => {
    const { began, arrive } = useOnboarding.getState()
    if (began !== null) location.hash = firstPlace[began]
    // Somebody who tries it is led on when the connection stands.
    if (began !== 'tried') arrive()
    return createAppRouter()
  })
  const player = usePlayerControls()
  // The machine's sound is ready before anybody can press play; play says itself when there is none.
  useEffect(() => void player.start().catch(() => undefined), [player])
  return <RouterProvider router={router} />
}

/** Where one is led when a vault has just been made. */
const firstPlace = { tried: '/start', created: '/start', restored: '/library' } as const
