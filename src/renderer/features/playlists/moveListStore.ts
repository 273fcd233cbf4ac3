import { create } from 'zustand'

/** A playlist or a smart list. */
export interface MovedList {
  readonly id: string
  readonly name: string
  /** Where it lies now; null: in none. */
  readonly folder: string | null
}

interface MoveListState {
  /** The list whose folder is being asked. */
  readonly asked: MovedList | null
  readonly ask: (list: MovedList) => void
  readonly close: () => void
}

export const useMoveListStore = create<MoveListState>()((set) => ({
  asked: null,
  ask: ({ id, name, folder }) => set({ asked: { id, name, folder } }),
  close: () => set({ asked: null }),
}))
