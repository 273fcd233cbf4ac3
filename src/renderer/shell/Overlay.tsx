import { type ReactNode, useEffect, useRef } from 'react'

interface OverlayProps {
  readonly label: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A bare modal near the top, for the palette: no heading, no buttons. */
export function Overlay({ label, isOpen, onClose, children }: OverlayProps) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    if (isOpen && ref.current?.open === false) ref.current.showModal()
  }, [isOpen])
  if (!isOpen) return null
  return (
    // The keyboard closes it too: Escape cancels.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <dialog
      ref={ref}
      aria-label={label}
      onCancel={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      className="mx-auto mt-[12vh] w-[min(600px,calc(100%-48px))] animate-rise overflow-hidden rounded-large border border-line bg-surface-1 p-0 text-text-1 shadow-raised backdrop:bg-black/45"
    >
      {children}
    </dialog>
  )
}
