import type { ReactNode } from 'react'
import { useModal } from '../ui/useModal.ts'

interface OverlayProps {
  readonly label: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A bare modal near the top, for the palette: no heading, no buttons. */
export function Overlay({ label, isOpen, onClose, children }: OverlayProps) {
  const { ref } = useModal(onClose)
  if (!isOpen) return null
  return (
    <dialog
      ref={ref}
      aria-label={label}
      className="mx-auto mt-[12vh] w-[min(600px,calc(100%-48px))] animate-rise overflow-hidden rounded-large border border-line bg-surface-1 p-0 text-text-1 shadow-raised backdrop:bg-scrim"
    >
      {children}
    </dialog>
  )
}
