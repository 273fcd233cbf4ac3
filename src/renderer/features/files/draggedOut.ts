import { create } from 'zustand'
import type { Label } from '../../../shared/ids.ts'

interface DraggedOutState {
  /** Works whose files were made: a drag of them leaves the window. */
  readonly ready: ReadonlySet<Label>
  /** What the system drags for this window now; empty: nothing. */
  readonly dragged: readonly Label[]
  readonly addReady: (labels: readonly Label[]) => void
  readonly begin: (labels: readonly Label[]) => void
  readonly end: () => void
}

export const useDraggedOut = create<DraggedOutState>()((set) => ({
  ready: new Set(),
  dragged: [],
  addReady: (labels) => set(({ ready }) => ({ ready: new Set([...ready, ...labels]) })),
  begin: (dragged) => set({ dragged }),
  end: () => set({ dragged: [] }),
}))

/** The works that are dragged as files, where what is over this window is those. */
export function draggedOutOver(data: DataTransfer | null): readonly Label[] {
  return data?.types.includes('Files') === true ? useDraggedOut.getState().dragged : []
}
