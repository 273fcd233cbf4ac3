import { type PointerEvent, useRef } from 'react'
import {
  type PreviewChoice,
  previewMaxMs,
  previewMinMs,
  previewWithin,
  usualPreviewMs,
} from '../../../shared/previewChoice.ts'
import { SegmentedControl } from '../../ui/SegmentedControl.tsx'
import { clockTime, spokenTime } from '../../ui/time.ts'
import { Waveform } from '../player/Waveform.tsx'
import { SliderField } from './SliderField.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface PreviewFieldProps {
  /** Pairs of lowest and highest sample, signed 8 bit, base64. */
  readonly waveform: string
  readonly durationMs: number
  /** null: nothing is chosen. */
  readonly value: PreviewChoice | null
  /** What is heard where nothing is chosen. */
  readonly unchosen: string
  readonly onChange: (choice: PreviewChoice | null) => void
}

/** What everybody may hear of a track: a part of it, by its waveform or two sliders, or the whole. */
export function PreviewField({ waveform, durationMs, value, unchosen, onChange }: PreviewFieldProps) {
  const part = value === null || value === 'whole' ? null : previewWithin(value, durationMs)
  const kind = value === null ? 'unchosen' : part === null ? 'whole' : 'part'
  const choose = (chosen: 'unchosen' | 'part' | 'whole') => {
    if (chosen === kind) return
    if (chosen === 'part') onChange(firstPart(durationMs))
    else onChange(chosen === 'whole' ? 'whole' : null)
  }
  return (
    <section aria-label={t('common.preview')} className="flex flex-col gap-2">
      <p className="text-sm font-medium text-text-2">{t('common.preview')}</p>
      <SegmentedControl
        label={t('studio.whatEverybodyMayHear')}
        segments={[
          { value: 'unchosen', label: unchosen } as const,
          { value: 'part', label: t('studio.aPart') } as const,
          ...(durationMs > previewMaxMs ? [] : [{ value: 'whole', label: t('studio.theWhole') } as const]),
        ]}
        chosen={kind}
        onChoose={choose}
      />
      <MarkedWaveform
        waveform={waveform}
        durationMs={durationMs}
        marked={part ?? (kind === 'whole' ? { startMs: 0, lengthMs: durationMs } : null)}
        {...(part !== null && {
          onPress: (startMs: number) =>
            onChange(previewWithin({ startMs, lengthMs: part.lengthMs }, durationMs)),
        })}
      />
      {part === null ? null : <PartSliders part={part} durationMs={durationMs} onChange={onChange} />}
    </section>
  )
}

/** As long as one that nobody chose, from a quarter into the track. */
function firstPart(durationMs: number): Exclude<PreviewChoice, 'whole'> {
  const lengthMs = Math.max(Math.min(previewMinMs, durationMs), Math.round(usualPreviewMs(durationMs)))
  return { startMs: Math.round(durationMs / 4), lengthMs }
}

interface Part {
  readonly startMs: number
  readonly lengthMs: number
}

interface PartSlidersProps {
  readonly part: Part
  readonly durationMs: number
  readonly onChange: (part: Part) => void
}

function PartSliders({ part: { startMs, lengthMs }, durationMs, onChange }: PartSlidersProps) {
  const longest = Math.min(previewMaxMs, durationMs)
  return (
    <>
      <TimeSlider
        label={t('studio.beginsAt')}
        value={startMs}
        min={0}
        max={durationMs - lengthMs}
        onChange={(start) => onChange({ startMs: start, lengthMs })}
      />
      <TimeSlider
        label={t('common.length')}
        value={lengthMs}
        min={Math.min(previewMinMs, longest)}
        max={longest}
        onChange={(length) => onChange(previewWithin({ startMs, lengthMs: length }, durationMs))}
      />
    </>
  )
}

interface TimeSliderProps {
  readonly label: string
  /** Milliseconds, all three. */
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onChange: (value: number) => void
}

/** Seconds of a track; the last step may be shorter. */
function TimeSlider({ label, value, min, max, onChange }: TimeSliderProps) {
  return (
    <SliderField
      label={label}
      max={Math.ceil((max - min) / 1000)}
      value={Math.round((value - min) / 1000)}
      valueText={spokenTime(value)}
      onChange={(seconds) => onChange(Math.min(max, min + seconds * 1000))}
    >
      <span aria-hidden className="w-12 text-end tabular-nums">
        {clockTime(value)}
      </span>
    </SliderField>
  )
}

interface MarkedWaveformProps {
  readonly waveform: string
  readonly durationMs: number
  readonly marked: Part | null
  /** Given the time that was pressed, ms. */
  readonly onPress?: (startMs: number) => void
}

/** The keyboard has the sliders. */
function MarkedWaveform({ waveform, durationMs, marked, onPress }: MarkedWaveformProps) {
  const frame = useRef<HTMLDivElement>(null)
  const press = ({ clientX, buttons }: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect()
    if (box === undefined || box.width === 0 || buttons !== 1) return
    const fraction = Math.min(1, Math.max(0, (clientX - box.left) / box.width))
    onPress?.(Math.round(fraction * durationMs))
  }
  return (
    <div
      ref={frame}
      // Sound runs from left to right in every language.
      dir="ltr"
      aria-hidden
      className="relative touch-none rounded-small bg-surface-3/50 py-1"
      onPointerDown={press}
      onPointerMove={press}
    >
      <Waveform waveform={waveform} height={64} />
      {marked === null ? null : (
        <div
          className="pointer-events-none absolute inset-y-0 rounded-small border-x-2 border-accent bg-accent/20"
          style={{
            left: `${(marked.startMs / durationMs) * 100}%`,
            width: `${(marked.lengthMs / durationMs) * 100}%`,
          }}
        />
      )}
    </div>
  )
}
