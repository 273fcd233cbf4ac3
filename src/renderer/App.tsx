import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { BuyProvider } from './features/buy/BuyContext.tsx'
import { Doors } from './features/onboarding/Doors.tsx'
import { ClientProvider } from './ipc/ClientContext.ts'
import type { IpcClient } from './ipc/ipcClient.ts'
import { createQueryClient, useAsk, useFreshAnswers } from './ipc/queries.ts'
import type { Player } from './playback/player.ts'
import { PlayerContext } from './playback/usePlayer.ts'
import { createAppRouter } from './router.tsx'
import { useTheme } from './shell/useTheme.ts'
import { Toasts } from './ui/Toasts.tsx'
import { TokenProvider } from './ui/token.ts'
import { TooltipProvider } from './ui/Tooltip.tsx'

/** The whole page. What one sees depends on the vault: nothing of the node is asked before it is open. */
export function App({ client, player }: { readonly client: IpcClient; readonly player: Player }) {
  return (
    <Surroundings client={client} player={player}>
      <Doors>
        <Rooms />
      </Doors>
      <Toasts />
    </Surroundings>
  )
}

/** What every component may rely on: the main process, the player, the answers kept, orders, tooltips. */
export function Surroundings({
  client,
  player,
  children,
}: {
  readonly client: IpcClient
  readonly player: Player
  readonly children: ReactNode
}) {
  const [queries] = useState(createQueryClient)
  return (
    <ClientProvider value={client}>
      <QueryClientProvider client={queries}>
        <TooltipProvider delayDuration={400}>
          <PlayerContext value={player}>
            <BuyProvider>
              <Fresh>{children}</Fresh>
            </BuyProvider>
          </PlayerContext>
        </TooltipProvider>
      </QueryClientProvider>
    </ClientProvider>
  )
}

function Fresh({ children }: { readonly children: ReactNode }) {
  useFreshAnswers()
  useTheme()
  return children
}

function Rooms() {
  const [router] = useState(createAppRouter)
  const status = useAsk('status', {})
  const state = useAsk('app.state', {})
  const symbol = status.data?.network.symbol ?? state.data?.network?.symbol ?? ''
  return (
    <TokenProvider value={{ symbol, decimals: status.data?.network.decimals ?? 18 }}>
      <RouterProvider router={router} />
    </TokenProvider>
  )
}
