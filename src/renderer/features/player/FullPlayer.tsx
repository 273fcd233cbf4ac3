import { useLocation } from '@tanstack/react-router'
import { Minimize2, Music } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { usePlayer } from '../../playback/usePlayer.ts'
import type { QueueTrack } from '../../playback/playerState.ts'
import { useCommands } from '../../shell/commands.ts'
import { useShell } from '../../shell/shellStore.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { ArtworkBackdrop } from '../../ui/ArtworkBackdrop.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { artworkOf } from '../../ui/TrackList.tsx'
import { LyricsPanel } from '../lyrics/LyricsPanel.tsx'
import { PlaybackError } from './PlaybackError.tsx'
import { PlaybackOptions } from './PlaybackOptions.tsx'
import { QueueModes } from './QueueModes.tsx'
import { SeekBar } from './SeekBar.tsx'
import { TrackArtist, TrackTitle } from './TrackNames.tsx'
import { Transport } from './Transport.tsx'
import { VolumeControl } from './VolumeControl.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** The whole window for what plays: its picture, its words and its controls. Escape, or going to another page, leaves it. */
export function FullPlayer() {
  const track = usePlayer((state) => state.track)
  const showFullPlayer = useShell((shell) => shell.showFullPlayer)
  const region = useRef<HTMLElement>(null)
  useReturnOfFocus(region)
  useCloseOnNavigation()
  const leave = () => showFullPlayer(false)
  useCommands([
    {
      id: 'leaveFullPlayer',
      label: t('player.leaveFullPlayer'),
      group: 'play',
      keys: ['Escape'],
      isHidden: true,
      run: leave,
    },
  ])
  return (
    <section
      ref={region}
      tabIndex={-1}
      aria-label={t('player.fullPlayer')}
      className="absolute inset-0 z-40 flex flex-col overflow-hidden bg-surface-0 outline-none"
    >
      {track === null ? null : <ArtworkBackdrop {...artworkOf(track)} />}
      <div className="relative flex justify-end p-3">
        <IconButton label={t('player.leaveFullPlayer')} icon={Minimize2} keys="f" onClick={leave} />
      </div>
      {track === null ? (
        <div className="relative grid flex-1 place-items-center">
          <EmptyState icon={Music} title={t('common.nothingIsPlaying')} />
        </div>
      ) : (
        <PictureAndWords track={track} />
      )}
      <div className="relative mx-auto flex w-full max-w-4xl flex-col gap-3 px-6 pt-5 pb-6">
        {track === null ? null : <Titles track={track} />}
        <SeekBar height={56} />
        <div className="grid grid-cols-[1fr_auto_1fr] items-center">
          <div className="flex">
            <QueueModes />
          </div>
          <Transport />
          <div className="flex justify-end">
            <VolumeControl />
            <PlaybackOptions />
          </div>
        </div>
      </div>
      <div className="relative">
        <PlaybackError />
      </div>
    </section>
  )
}

interface TrackProps {
  readonly track: QueueTrack
}

function PictureAndWords({ track }: TrackProps) {
  const hasLyrics = usePlayer(({ lyrics }) => lyrics !== null)
  return (
    <div className="relative flex min-h-0 flex-1 justify-center gap-8 px-6 wide:gap-16">
      <div className="@container-[size] grid min-w-0 max-w-xl flex-1 place-items-center">
        <Artwork {...artworkOf(track)} className="size-[min(100cqw,100cqh)] rounded-large! shadow-raised" />
      </div>
      {hasLyrics ? (
        <div className="flex min-w-0 max-w-xl flex-1 overflow-y-auto text-lg wide:text-xl">
          <div className="m-auto w-full">
            <LyricsPanel />
          </div>
        </div>
      ) : null}
    </div>
  )
}

function Titles({ track }: TrackProps) {
  return (
    <div className="text-center">
      <h2 dir="auto" className="truncate text-xl font-semibold tracking-tight" title={track.title}>
        <TrackTitle track={track} />
      </h2>
      <p dir="auto" className="truncate text-text-2">
        <TrackArtist track={track} />
      </p>
    </div>
  )
}

/** It takes the focus, and gives it back to whoever had it. */
function useReturnOfFocus(region: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const before = document.activeElement
    region.current?.focus()
    return () => {
      if (before instanceof HTMLElement) requestAnimationFrame(() => before.focus())
    }
  }, [region])
}

function useCloseOnNavigation(): void {
  const showFullPlayer = useShell((shell) => shell.showFullPlayer)
  const href = useLocation({ select: (location) => location.href })
  const opened = useRef(href)
  useEffect(() => {
    if (href !== opened.current) showFullPlayer(false)
  }, [href, showFullPlayer])
}
