import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Direction } from 'radix-ui'
import { lazy, type ReactNode, Suspense, useMemo } from 'react'
import { directionOf } from '../shared/i18n/languages.ts'
import { BuyProvider } from './features/buy/BuyContext.tsx'
import { InvitationDialog } from './features/invitation/InvitationDialog.tsx'
import { VaultGate } from './features/onboarding/VaultGate.tsx'
import { ClientProvider } from './ipc/ClientContext.ts'
import type { IpcClient } from './ipc/ipcClient.ts'
import { useIpcQuery, useInvalidateOnEvents } from './ipc/queries.ts'
import type { Player } from './playback/player.ts'
import { PlayerContext } from './playback/usePlayer.ts'
import { usePlayerPreferences } from './playback/usePlayerPreferences.ts'
import { usePlayCounts } from './playback/usePlayCounts.ts'
import { useDraftSession } from './features/studio/useDraftSession.ts'
import { usePlayerSession } from './playback/usePlayerSession.ts'
import { useReportPlaying } from './features/player/useReportPlaying.ts'
import { useLanguage } from './shell/useLanguage.ts'
import { useFailuresFromMain } from './shell/useFailuresFromMain.ts'
import { useTheme } from './shell/useTheme.ts'
import { Toasts } from './ui/Toasts.tsx'
import { RateProvider } from './ui/rate.ts'
import { TokenProvider } from './ui/token.ts'
import { TooltipProvider } from './ui/Tooltip.tsx'

/** Loads what is shown behind the vault: the first window does without. */
export const loadMainApp = () => import('./MainApp.tsx')
const MainApp = lazy(async () => ({ default: (await loadMainApp()).MainApp }))

/** The whole page. What one sees depends on the vault: nothing of the node is asked before it is open. */
export function App(around: AppProps) {
  return (
    <AppProviders {...around}>
      <VaultGate>
        <Suspense>
          <MainApp />
        </Suspense>
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

/** Invalidates queries on events, applies theme and player preferences, and provides the token and its rate. */
function SessionProvider({ children }: { readonly children: ReactNode }) {
  useInvalidateOnEvents()
  useFailuresFromMain()
  useTheme()
  usePlayerPreferences()
  usePlayerSession()
  useDraftSession()
  usePlayCounts()
  useReportPlaying()
  const state = useIpcQuery('app.state', {})
  const isEnabled = state.data?.phase === 'open'
  const status = useIpcQuery('status', {}, { isEnabled })
  const currency = useIpcQuery('currency', {}, { isEnabled })
  const symbol = status.data?.network.symbol ?? state.data?.network?.symbol ?? ''
  const decimals = status.data?.network.decimals ?? 18
  const token = useMemo(() => ({ symbol, decimals }), [symbol, decimals])
  const language = useLanguage()
  // In another language everything is drawn anew: no component has to listen.
  return (
    <Direction.Provider dir={directionOf(language)}>
      <TokenProvider key={language} value={token}>
        <RateProvider value={currency.data?.rate ?? null}>{children}</RateProvider>
      </TokenProvider>
    </Direction.Provider>
  )
}
