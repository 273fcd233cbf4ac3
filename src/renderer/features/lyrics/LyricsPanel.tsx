import { clsx } from 'clsx'
import { MicVocal } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { usePlayer, usePlayerControls } from '../../playback/usePlayer.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { clockTime } from '../../ui/time.ts'
import { lineAt, parseLrc, type TimedLine } from './lrc.ts'
import { isFileLabel, type Label } from '../../../shared/ids.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The words of what plays; where they have times, the line that is sung stands out. */
export function LyricsPanel() {
  const lyrics = usePlayer((state) => state.lyrics)
  const label = usePlayer(({ track }) => track?.label ?? null)
  const lines = useMemo(() => (lyrics === null ? null : parseLrc(lyrics)), [lyrics])
  if (lyrics === null) {
    return (
      <EmptyState
        icon={MicVocal}
        title={label === null ? t('common.nothingIsPlaying') : t('lyrics.noLyrics')}
      >
        {whyNone(label)}
      </EmptyState>
    )
  }
  if (lines === null) return <p className="p-4 leading-relaxed whitespace-pre-line select-text">{lyrics}</p>
  return <TimedLyrics lines={lines} />
}

function whyNone(label: Label | null): string {
  if (label === null) return t('lyrics.theWordsOfWhatPlays')
  return isFileLabel(label) ? t('lyrics.theFileHasNone') : t('lyrics.theArtistHasNotPublished')
}

function TimedLyrics({ lines }: { readonly lines: readonly TimedLine[] }) {
  const player = usePlayerControls()
  const sung = usePlayer(({ position }) => lineAt(lines, position))
  const current = useRef<HTMLLIElement>(null)
  useEffect(() => current.current?.scrollIntoView({ block: 'center' }), [sung])
  return (
    <ol className="flex flex-col gap-1 p-2">
      {lines.map(({ seconds, text }, index) => (
        <li key={index} ref={index === sung ? current : undefined}>
          <button
            type="button"
            aria-current={index === sung ? 'true' : undefined}
            title={t('lyrics.playFrom', { seconds: clockTime(seconds * 1000) })}
            onClick={() => player.seek(seconds)}
            className={clsx(
              'min-h-8 w-full rounded-small px-2 py-1 text-start hover:bg-surface-3',
              index === sung ? 'font-semibold text-text-1' : 'text-text-2',
            )}
          >
            {text === '' ? '♪' : text}
          </button>
        </li>
      ))}
    </ol>
  )
}
