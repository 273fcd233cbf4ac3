import { useEffect, useRef, useState } from 'react'
import { focusAgain, isFocusLost, triggerOf } from './focus.ts'

interface Modal {
  /** The dialog's ref. */
  readonly ref: (dialog: HTMLDialogElement | null) => void
  /** The dialog, once it is there: what floats above it must stand inside it. */
  readonly dialog: HTMLDialogElement | null
}

/**
 * Opens the browser's own modal dialog: it keeps the focus inside, makes the rest inert and injects no style, which
 * the content security policy would refuse. Escape and a press outside close it, unless it is held.
 * The first field gets the focus, or else the heading, so that it is read; the heading too when what had the focus goes away.
 * Once it is closed, the focus is where it was before.
 */
export function useModal(onClose: () => void, isHeld = false): Modal {
  const [dialog, ref] = useState<HTMLDialogElement | null>(null)
  const latest = useRef({ onClose, isHeld })
  useEffect(() => {
    latest.current = { onClose, isHeld }
  })
  useEffect(() => {
    if (dialog === null) return undefined
    const close = () => {
      if (!latest.current.isHeld) latest.current.onClose()
    }
    const onCancel = (event: Event) => {
      event.preventDefault()
      close()
    }
    const onPress = (event: MouseEvent) => {
      if (event.target === dialog) close()
    }
    // At a second Escape in a row Chromium closes it without asking.
    const onClosed = () => {
      if (latest.current.isHeld) dialog.showModal()
      else close()
    }
    dialog.addEventListener('cancel', onCancel)
    dialog.addEventListener('close', onClosed)
    dialog.addEventListener('mousedown', onPress)
    const before = triggerOf(document.activeElement)
    if (!dialog.open) dialog.showModal()
    const first = dialog.querySelector<HTMLElement>('input, textarea') ?? dialog.querySelector('h2')
    first?.focus()
    return () => {
      focusAgain(before)
      dialog.removeEventListener('cancel', onCancel)
      dialog.removeEventListener('close', onClosed)
      dialog.removeEventListener('mousedown', onPress)
    }
  }, [dialog])
  useEffect(() => {
    if (dialog?.open === true && isFocusLost()) dialog.querySelector('h2')?.focus()
  })
  return { ref, dialog }
}
