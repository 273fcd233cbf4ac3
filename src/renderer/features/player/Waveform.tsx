import { clsx } from 'clsx'
import { useMemo, useRef } from 'react'
import { useWidth } from '../../ui/useWidth.ts'
import { barsPath, decodeWaveform, toBars } from './waveform.ts'

interface WaveformProps {
  /** Pairs of lowest and highest sample, signed 8 bit, base64; empty: a thin line. */
  readonly waveform: string
  /** px. */
  readonly height: number
  /** How much of it is drawn as played, 0 to 1. */
  readonly played?: number
  /** How much of it can be played without waiting, 0 to 1. */
  readonly buffered?: number
  readonly className?: string
}

const barPitch = 3

/** A track's waveform. Screen readers skip it: the slider around it says the position. */
export function Waveform({ waveform, height, played = 0, buffered = 1, className }: WaveformProps) {
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame, 240)
  const path = useMemo(() => {
    const count = Math.max(8, Math.floor(width / barPitch))
    return barsPath(toBars(decodeWaveform(waveform), count), count * barPitch, height)
  }, [waveform, width, height])
  const upTo = (fraction: number) => ({ clipPath: `inset(0 ${(1 - Math.min(1, fraction)) * 100}% 0 0)` })

  return (
    <div ref={frame} aria-hidden className={clsx('relative w-full', className)} style={{ height }}>
      <Bars path={path} className="fill-text-3/35" />
      {buffered < 1 ? <Bars path={path} className="fill-text-3/30" style={upTo(buffered)} /> : null}
      {played > 0 ? <Bars path={path} className="fill-accent" style={upTo(played)} /> : null}
    </div>
  )
}

interface BarsProps {
  readonly path: string
  readonly className: string
  readonly style?: { readonly clipPath: string }
}

function Bars({ path, className, style }: BarsProps) {
  return (
    <svg className={clsx('absolute inset-0 size-full', className)} style={style}>
      <path d={path} />
    </svg>
  )
}
