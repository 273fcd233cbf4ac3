import { useEffect } from 'react'
import { useClient } from '../../ipc/ClientContext.ts'
import { draggedOutOver } from '../files/draggedOut.ts'
import { useReceiptStore } from './receiptStore.ts'

/** What a receipt can be, as the system calls it; nothing where it doesn't know. */
const receiptTypes: readonly string[] = ['text/html', 'text/plain', '']

/** Checks a receipt that is dropped anywhere on the window where nothing else takes files. */
export function useReceiptDrop(): void {
  const client = useClient()
  const check = useReceiptStore((receipts) => receipts.check)
  useEffect(() => {
    const stop = new AbortController()
    const listen = (type: 'dragover' | 'drop', handler: (event: DragEvent) => void) =>
      window.addEventListener(type, handler, { signal: stop.signal })
    listen('dragover', (event) => {
      if (!event.defaultPrevented && mayBeReceipt(event.dataTransfer)) event.preventDefault()
    })
    listen('drop', (event) => {
      const file = event.dataTransfer?.files[0]
      if (event.defaultPrevented || file === undefined || !mayBeReceipt(event.dataTransfer)) return
      event.preventDefault()
      void check(file, client)
    })
    return () => stop.abort()
  }, [check, client])
}

function mayBeReceipt(given: DataTransfer | null): boolean {
  if (draggedOutOver(given).length > 0) return false
  const files = [...(given?.items ?? [])].filter(({ kind }) => kind === 'file')
  return files.length === 1 && files.every(({ type }) => receiptTypes.includes(type))
}
