import { create } from 'zustand'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'good' | 'bad'
  readonly action?: { readonly label: string; readonly onPress: () => void }
}

interface Toasts {
  readonly shown: readonly Toast[]
  /** Says something once: shown for a while, and read out. */
  readonly say: (text: string, options?: Pick<Toast, 'action'> & { readonly tone?: Toast['tone'] }) => void
  readonly dismiss: (id: number) => void
}

let last = 0

/** What the application has just said. */
export const useToasts = create<Toasts>()((set) => ({
  shown: [],
  say(text, { tone = 'plain', ...rest } = {}) {
    last += 1
    const toast = { id: last, text, tone, ...rest }
    set(({ shown }) => ({ shown: [...shown.filter((other) => other.text !== text).slice(-2), toast] }))
  },
  dismiss: (id) => set(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) })),
}))
