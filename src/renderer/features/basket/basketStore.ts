import { create } from 'zustand'

interface BasketState {
  readonly isOpen: boolean
  readonly show: () => void
  readonly hide: () => void
}

/** Whether the sheet of the basket is open. */
export const useBasketStore = create<BasketState>()((set) => ({
  isOpen: false,
  show: () => set({ isOpen: true }),
  hide: () => set({ isOpen: false }),
}))
