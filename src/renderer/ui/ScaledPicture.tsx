import { useEffect, useRef } from 'react'
import { drawScaled } from './drawScaled.ts'

interface ScaledPictureProps {
  /** Where it is served from. */
  readonly source: string
  /** Its width and height, in CSS pixels. */
  readonly pixels: number
  readonly onError: () => void
  readonly className: string
}

/** Rows that pass by while one scrolls fast ask for no picture. ms */
const restMs = 80

/** A square picture of which no more is kept than what is shown, and nothing once it is unmounted. */
export function ScaledPicture({ source, pixels, onError, className }: ScaledPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const failed = useRef(onError)
  useEffect(() => {
    failed.current = onError
  })
  useEffect(() => {
    const controller = new AbortController()
    const timer = setTimeout(() => {
      if (canvas.current === null) return
      drawScaled(canvas.current, source, pixels, controller.signal).catch(() => {
        if (!controller.signal.aborted) failed.current()
      })
    }, restMs)
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [source, pixels])
  return <canvas ref={canvas} width={1} height={1} aria-hidden className={className} />
}
