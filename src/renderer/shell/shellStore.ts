import { create } from 'zustand'

/** What can stand at the right. */
export type PanelName = 'queue' | 'details' | 'lyrics'

interface ShellState {
  readonly panel: PanelName | null
  readonly isPaletteOpen: boolean
  readonly isShortcutsOpen: boolean
  /** What plays has the whole window. */
  readonly isFullPlayer: boolean
  /** Opens a panel, or closes it where it is open. */
  readonly togglePanel: (panel: PanelName) => void
  readonly closePanel: () => void
  readonly showPalette: (isOpen: boolean) => void
  readonly showShortcuts: (isOpen: boolean) => void
  readonly showFullPlayer: (isFullPlayer: boolean) => void
}

/** What of the frame around the pages is open. */
export const useShell = create<ShellState>()((set) => ({
  panel: null,
  isPaletteOpen: false,
  isShortcutsOpen: false,
  isFullPlayer: false,
  togglePanel: (panel) => set((shell) => ({ panel: shell.panel === panel ? null : panel })),
  closePanel: () => set({ panel: null }),
  showPalette: (isPaletteOpen) => set({ isPaletteOpen }),
  showShortcuts: (isShortcutsOpen) => set({ isShortcutsOpen }),
  showFullPlayer: (isFullPlayer) => set({ isFullPlayer }),
}))
