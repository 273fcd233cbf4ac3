import { useEffect, useRef, useState } from 'react'

interface Modal {
  /** The dialog's ref. */
  readonly ref: (dialog: HTMLDialogElement | null) => void
  /** The dialog, once it is there: what floats above it must stand inside it. */
  readonly dialog: HTMLDialogElement | null
}

/**
 * Opens the browser's own modal dialog: it keeps the focus inside, makes the rest inert and injects no style, which
 * the content security policy would refuse. Escape and a press outside close it.
 * The first field gets the focus, or else the heading, so that it is read.
 */
export function useModal(onClose: () => void): Modal {
  const [dialog, ref] = useState<HTMLDialogElement | null>(null)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    if (dialog === null) return undefined
    const onCancel = (event: Event) => {
      event.preventDefault()
      close.current()
    }
    const onPress = (event: MouseEvent) => {
      if (event.target === dialog) close.current()
    }
    dialog.addEventListener('cancel', onCancel)
    dialog.addEventListener('mousedown', onPress)
    if (!dialog.open) dialog.showModal()
    const first = dialog.querySelector<HTMLElement>('input, textarea') ?? dialog.querySelector('h2')
    first?.focus()
    return () => {
      dialog.removeEventListener('cancel', onCancel)
      dialog.removeEventListener('mousedown', onPress)
    }
  }, [dialog])
  return { ref, dialog }
}
