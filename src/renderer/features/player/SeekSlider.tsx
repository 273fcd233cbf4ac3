import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { clockTime } from '../../ui/time.ts'
import { spokenPosition } from './spokenPosition.ts'
import { Waveform } from './Waveform.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface SeekSliderProps {
  readonly waveform: string
  /** Seconds, all three. */
  readonly position: number
  readonly duration: number
  readonly buffered: number
  readonly onSeek: (seconds: number) => void
  readonly isDisabled?: boolean
  /** Of the waveform, px. */
  readonly height: number
}

/** Seconds an arrow key moves, and a page key. */
const stepSeconds = 5
const pageSeconds = 30

/** The waveform as a slider: press or drag to seek; arrows, page keys, Home and End do it too. */
export function SeekSlider(props: SeekSliderProps) {
  const { waveform, position, duration, buffered, onSeek, isDisabled = false, height } = props
  const frame = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const [isDragging, setDragging] = useState(false)
  const shown = isDragging && pointed !== null ? pointed : position
  const fraction = (seconds: number) => (duration > 0 ? Math.min(1, Math.max(0, seconds / duration)) : 0)

  const secondsAt = ({ clientX }: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0) return 0
    return Math.min(1, Math.max(0, (clientX - box.left) / box.width)) * duration
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const target = seekTarget(event.key, position, duration)
    if (target === undefined || isDisabled) return
    event.preventDefault()
    event.stopPropagation()
    onSeek(target)
  }

  return (
    <div
      ref={frame}
      // Sound runs from left to right in every language, as its waveform is drawn.
      dir="ltr"
      role="slider"
      aria-label={t('player.seek')}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={Math.round(duration)}
      aria-valuenow={Math.round(shown)}
      aria-valuetext={isDisabled ? t('common.nothingIsPlaying') : spokenPosition(shown, duration)}
      aria-disabled={isDisabled}
      tabIndex={isDisabled ? -1 : 0}
      className="relative min-w-24 flex-1 touch-none rounded-small py-1.5"
      onKeyDown={onKeyDown}
      onPointerMove={(event) => setPointed(isDisabled ? null : secondsAt(event))}
      onPointerLeave={() => setPointed(null)}
      onPointerDown={(event) => {
        if (isDisabled || event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setPointed(secondsAt(event))
        setDragging(true)
      }}
      onPointerUp={(event) => {
        if (isDragging) onSeek(secondsAt(event))
        setDragging(false)
      }}
      onPointerCancel={() => setDragging(false)}
    >
      <Waveform waveform={waveform} height={height} played={fraction(shown)} buffered={fraction(buffered)} />
      {pointed === null ? null : <SeekTooltip seconds={pointed} fraction={fraction(pointed)} />}
    </div>
  )
}

function SeekTooltip({ seconds, fraction }: { readonly seconds: number; readonly fraction: number }) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute inset-y-1 w-px bg-text-1"
      style={{ left: `${fraction * 100}%` }}
    >
      <span className="absolute bottom-full left-1/2 mb-1 -translate-x-1/2 rounded-small bg-text-1 px-1.5 text-xs text-surface-1">
        {clockTime(seconds * 1000)}
      </span>
    </div>
  )
}

/** @returns seconds to seek to; undefined: the key is no seeking key */
function seekTarget(key: string, position: number, duration: number): number | undefined {
  const within = (seconds: number) => Math.min(duration, Math.max(0, seconds))
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return within(position + stepSeconds)
    case 'ArrowLeft':
    case 'ArrowDown':
      return within(position - stepSeconds)
    case 'PageUp':
      return within(position + pageSeconds)
    case 'PageDown':
      return within(position - pageSeconds)
    case 'Home':
      return 0
    case 'End':
      return duration
    default:
      return undefined
  }
}
