import { type RefObject, useEffect, useRef, useState } from 'react'

/** @returns whether files are held over the element just now */
export function useFileDrop(
  element: RefObject<HTMLElement | null>,
  onDrop: (files: readonly File[]) => void,
): boolean {
  const [isOver, setOver] = useState(false)
  const newest = useRef(onDrop)
  useEffect(() => {
    newest.current = onDrop
  })
  useEffect(() => {
    const zone = element.current
    if (zone === null) return
    const stop = new AbortController()
    const listen = <K extends 'dragover' | 'dragleave' | 'drop'>(
      type: K,
      handler: (event: DragEvent) => void,
    ) => zone.addEventListener(type, handler, { signal: stop.signal })
    listen('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      setOver(true)
    })
    listen('dragleave', (event) => {
      if (!(event.relatedTarget instanceof Node && zone.contains(event.relatedTarget))) setOver(false)
    })
    listen('drop', (event) => {
      event.preventDefault()
      setOver(false)
      newest.current([...(event.dataTransfer?.files ?? [])])
    })
    return () => stop.abort()
  }, [element])
  return isOver
}
