import { create } from 'zustand'

export interface Toast {
  readonly id: number
  readonly text: string
  readonly tone: 'plain' | 'good' | 'bad'
  readonly action?: { readonly label: string; readonly onPress: () => void }
}

interface ToastState {
  readonly shown: readonly Toast[]
  /** Shows a message for a while; screen readers announce it. */
  readonly show: (text: string, options?: Pick<Toast, 'action'> & { readonly tone?: Toast['tone'] }) => void
  readonly dismiss: (id: number) => void
}

let lastId = 0

/** The toasts shown now. */
export const useToasts = create<ToastState>()((set) => ({
  shown: [],
  show(text, { tone = 'plain', ...rest } = {}) {
    lastId += 1
    const toast = { id: lastId, text, tone, ...rest }
    set(({ shown }) => ({ shown: [...shown.filter((other) => other.text !== text).slice(-2), toast] }))
  },
  dismiss: (id) => set(({ shown }) => ({ shown: shown.filter((toast) => toast.id !== id) })),
}))
