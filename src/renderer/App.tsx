import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { Direction } from 'radix-ui'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { directionOf } from '../shared/i18n/languages.ts'
import { BuyProvider } from './features/buy/BuyContext.tsx'
import { InvitationDialog } from './features/invitation/InvitationDialog.tsx'
import { VaultGate } from './features/onboarding/VaultGate.tsx'
import { useOnboarding } from './features/onboarding/onboardingStore.ts'
import { ClientProvider } from './ipc/ClientContext.ts'
import type { IpcClient } from './ipc/ipcClient.ts'
import { useIpcQuery, useInvalidateOnEvents } from './ipc/queries.ts'
import type { Player } from './playback/player.ts'
import { PlayerContext, usePlayerControls } from './playback/usePlayer.ts'
import { usePlayerPreferences } from './playback/usePlayerPreferences.ts'
import { usePlayerSession } from './playback/usePlayerSession.ts'
import { useReportPlaying } from './features/player/useReportPlaying.ts'
import { createAppRouter } from './router.tsx'
import { useLanguage } from './shell/useLanguage.ts'
import { useTheme } from './shell/useTheme.ts'
import { Toasts } from './ui/Toasts.tsx'
import { TokenProvider } from './ui/token.ts'
import { TooltipProvider } from './ui/Tooltip.tsx'

/** The whole page. What one sees depends on the vault: nothing of the node is asked before it is open. */
export function App(around: AppProps) {
  return (
    <AppProviders {...around}>
      <VaultGate>
        <MainApp />
      </VaultGate>
      <Invited />
    </AppProviders>
  )
}

/** An invitation is answered on whatever page it comes to. */
function Invited() {
  const state = useIpcQuery('app.state', {})
  return state.data === undefined ? null : <InvitationDialog state={state.data} />
}

interface AppProps {
  readonly client: IpcClient
  /** The query cache; some queries may be under way already. */
  readonly queries: QueryClient
  readonly player: Player
}

/** The contexts every component may use: IPC client, query cache, player, orders, tooltips. */
export function AppProviders({
  client,
  queries,
  player,
  children,
}: AppProps & { readonly children: ReactNode }) {
  return (
    <ClientProvider value={client}>
      <QueryClientProvider client={queries}>
        <TooltipProvider delayDuration={400}>
          <PlayerContext value={player}>
            <SessionProvider>
              <BuyProvider>{children}</BuyProvider>
              <Toasts />
            </SessionProvider>
          </PlayerContext>
        </TooltipProvider>
      </QueryClientProvider>
    </ClientProvider>
  )
}

/** Invalidates queries on events, applies theme and player preferences, and provides the token. */
function SessionProvider({ children }: { readonly children: ReactNode }) {
  useInvalidateOnEvents()
  useTheme()
  usePlayerPreferences()
  usePlayerSession()
  useReportPlaying()
  const state = useIpcQuery('app.state', {})
  const status = useIpcQuery('status', {}, { isEnabled: state.data?.phase === 'open' })
  const symbol = status.data?.network.symbol ?? state.data?.network?.symbol ?? ''
  const decimals = status.data?.network.decimals ?? 18
  const token = useMemo(() => ({ symbol, decimals }), [symbol, decimals])
  const language = useLanguage()
  // In another language everything is drawn anew: no component has to listen.
  return (
    <Direction.Provider dir={directionOf(language)}>
      <TokenProvider key={language} value={token}>
        {children}
      </TokenProvider>
    </Direction.Provider>
  )
}

function MainApp() {
  const [router] = useState(() => {
    const { startedAs, finish } = useOnboarding.getState()
    if (startedAs !== null) location.hash = firstRoutes[startedAs]
    // A trial goes on to Discover when the connection is open; see StartPage.
    if (startedAs !== 'tried') finish()
    return createAppRouter()
  })
  const player = usePlayerControls()
  // Starts the audio output early; when it fails, pressing play reports the error.
  useEffect(() => void player.start().catch(() => undefined), [player])
  return <RouterProvider router={router} />
}

/** The first page after a vault was made, by how it was made. */
const firstRoutes = { tried: '/start', created: '/start', restored: '/library' } as const
