import { create } from 'zustand'

interface Onboarding {
  /** How this page's vault came to be: decides where one is led when it opens. */
  readonly began: 'tried' | 'created' | 'restored' | null
  readonly begin: (how: 'tried' | 'created' | 'restored') => void
  readonly arrive: () => void
}

/** From the first page to the first steps. */
export const useOnboarding = create<Onboarding>()((set) => ({
  began: null,
  begin: (began) => set({ began }),
  arrive: () => set({ began: null }),
}))
