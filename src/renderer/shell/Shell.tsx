import { Outlet } from '@tanstack/react-router'
import { useState } from 'react'
import { BasketSheet } from '../features/basket/BasketSheet.tsx'
import { BuySheet } from '../features/buy/BuySheet.tsx'
import { GivePlayingCommand } from '../features/gifts/GiveCommand.tsx'
import { DownloadDialog } from '../features/files/DownloadDialog.tsx'
import { DownloadJobs } from '../features/files/DownloadJobs.tsx'
import { TrialStart } from '../features/onboarding/TrialStart.tsx'
import { MoveListDialog } from '../features/playlists/MoveListDialog.tsx'
import { AddToPlaylistDialog } from '../features/playlists/AddToPlaylistDialog.tsx'
import { useIpcQuery } from '../ipc/queries.ts'
import { ReportDialog } from '../features/report/ReportDialog.tsx'
import { ReceiptDialog } from '../features/receipt/ReceiptDialog.tsx'
import { useReceiptDrop } from '../features/receipt/useReceiptDrop.ts'
import { FullPlayer } from '../features/player/FullPlayer.tsx'
import { MiniPlayer } from '../features/player/MiniPlayer.tsx'
import { PlayerBar } from '../features/player/PlayerBar.tsx'
import { usePlayerCommands } from '../features/player/usePlayerCommands.ts'
import { ScrollAreaProvider } from '../ui/scrollArea.ts'
import { useOpenedReceipt } from '../features/receipt/useOpenedReceipt.ts'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { MachineWarnings } from './MachineWarnings.tsx'
import { OtherMachineNotice } from './OtherMachineNotice.tsx'
import { Navigation } from './Navigation.tsx'
import { NavigationCommands } from './NavigationCommands.tsx'
import { CommandPalette } from './CommandPalette.tsx'
import { RecentCommands } from './RecentCommands.tsx'
import { RightPanel } from './RightPanel.tsx'
import { useShell } from './shellStore.ts'
import { TopBar } from './TopBar.tsx'
import { useAnnouncements } from './useAnnouncements.ts'
import { useShellCommands } from './useShellCommands.ts'
import { t } from '../../shared/i18n/t.ts'

/** The frame: navigation left, page in the middle, panel right, player below. */
export function Shell() {
  useShellCommands()
  useAnnouncements()
  useReceiptDrop()
  useOpenedReceipt()
  usePlayerCommands()
  const isFullPlayer = useShell((shell) => shell.isFullPlayer)
  const [page, setPage] = useState<HTMLElement | null>(null)
  const preferences = useIpcQuery('app.preferences', {}).data
  const role = preferences?.role ?? null
  if (preferences?.isMiniPlayer === true) return <MiniPlayer />
  return (
    <div className="relative h-full">
      <div
        inert={isFullPlayer}
        className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)_auto_auto] bg-surface-0"
      >
        <div>
          <TopBar />
          <MachineWarnings />
          <OtherMachineNotice />
        </div>
        <div className="relative flex min-h-0">
          <NavigationCommands key={role ?? 'all'} role={role} />
          <RecentCommands />
          <Navigation role={role} />
          <main
            ref={setPage}
            className="@container/page relative min-w-0 flex-1 overflow-y-auto [scrollbar-gutter:stable] rounded-ss-large bg-surface-1 wide:rounded-se-large"
          >
            <ScrollAreaProvider value={page}>
              <Outlet />
            </ScrollAreaProvider>
          </main>
          <RightPanel />
        </div>
        <DownloadJobs />
        <footer aria-label={t('shell.player')} className="border-t border-line bg-surface-2">
          <PlayerBar />
        </footer>
      </div>
      {isFullPlayer ? <FullPlayer /> : null}
      <TrialStart />
      <BuySheet />
      <GivePlayingCommand />
      <BasketSheet />
      <DownloadDialog />
      <AddToPlaylistDialog />
      <MoveListDialog />
      <ReceiptDialog />
      <ReportDialog />
      <CommandPalette />
      <ShortcutsDialog />
    </div>
  )
}
