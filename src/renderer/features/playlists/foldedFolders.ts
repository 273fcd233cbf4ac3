import { z } from 'zod'
import { create } from 'zustand'

const storageKey = 'playlists.folded'
const stored = z.array(z.uuid()).max(10_000)

interface FoldedFolders {
  /** Folders of the side bar of which no list is shown. */
  readonly folded: readonly string[]
  readonly toggle: (folder: string) => void
}

/** Which folders of the side bar are folded: on this machine, and not in what is kept for others. */
export const useFoldedFolders = create<FoldedFolders>()((set, get) => ({
  folded: read(),
  toggle(folder) {
    const { folded } = get()
    const next = folded.includes(folder) ? folded.filter((one) => one !== folder) : [...folded, folder]
    set({ folded: next })
    localStorage.setItem(storageKey, JSON.stringify(next))
  },
}))

/** None for what is not there, or was written by another version. */
function read(): readonly string[] {
  try {
    return stored.parse(JSON.parse(localStorage.getItem(storageKey) ?? '[]'))
  } catch {
    return []
  }
}
