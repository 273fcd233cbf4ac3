import { create } from 'zustand'
import type { WorkView } from '../../../shared/api/node.ts'

interface AddToPlaylistState {
  /** The tracks whose playlist is being asked; empty: nothing is. */
  readonly asked: readonly WorkView[]
  /** Asks to which of all playlists tracks are added. */
  readonly ask: (tracks: readonly WorkView[]) => void
  readonly close: () => void
}

export const useAddToPlaylistStore = create<AddToPlaylistState>()((set) => ({
  asked: [],
  ask: (tracks) => set({ asked: tracks }),
  close: () => set({ asked: [] }),
}))
