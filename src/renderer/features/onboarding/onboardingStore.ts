import { create } from 'zustand'

interface Onboarding {
  /** How the vault was made; decides which page is shown first when it opens. */
  readonly startedAs: 'tried' | 'created' | 'restored' | null
  readonly begin: (how: 'tried' | 'created' | 'restored') => void
  readonly finish: () => void
}

/** From the first page to the first steps. */
export const useOnboarding = create<Onboarding>()((set) => ({
  startedAs: null,
  begin: (startedAs) => set({ startedAs }),
  finish: () => set({ startedAs: null }),
}))
