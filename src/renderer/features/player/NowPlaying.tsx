import { Link } from '@tanstack/react-router'
import { Music } from 'lucide-react'
import { isFileLabel } from '../../../shared/ids.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import type { QueueTrack } from '../../playback/playerState.ts'
import { usePlayer } from '../../playback/usePlayer.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { artworkOf } from '../../ui/TrackList.tsx'
import { PriceButton } from '../work/WorkList.tsx'
import { workLink } from '../work/workLink.ts'
import { TrackArtist } from './TrackNames.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** What plays: its picture, title and artist. */
export function NowPlaying() {
  const track = usePlayer((state) => state.track)
  const isPreview = usePlayer((state) => state.isPreview)
  if (track === null) {
    return (
      <div className="flex w-44 min-w-0 items-center gap-3 text-text-3 wide:w-64">
        <span className="flex size-12 shrink-0 items-center justify-center rounded-small bg-surface-3">
          <Music size={18} aria-hidden />
        </span>
        <span className="truncate text-sm">{t('common.nothingIsPlaying')}</span>
      </div>
    )
  }
  return (
    <div className="flex w-44 min-w-0 items-center gap-3 wide:w-72">
      <Cover track={track} />
      <div className="min-w-0 flex-1">
        <p dir="auto" className="truncate font-medium" title={track.title}>
          {track.title}
        </p>
        <SecondLine track={track} />
      </div>
      {isPreview ? <PreviewPrice track={track} /> : null}
    </div>
  )
}

/** Leads to the track's page; a file has none. */
function Cover({ track }: { readonly track: QueueTrack }) {
  const artwork = <Artwork {...artworkOf(track)} className="size-12" />
  if (isFileLabel(track.label)) return artwork
  return (
    <Link
      {...workLink(track.label)}
      aria-label={t('player.goTo', { title: track.title })}
      className="rounded-small"
    >
      {artwork}
    </Link>
  )
}

function SecondLine({ track }: { readonly track: QueueTrack }) {
  const isWaiting = usePlayer((state) => state.isWaiting)
  const isPreview = usePlayer((state) => state.isPreview)
  return (
    <p className="truncate text-sm text-text-2" title={track.artistName}>
      {isPreview ? <span className="text-accent">{t('player.preview')} </span> : null}
      {isWaiting ? (
        t('player.fetching')
      ) : (
        <bdi>
          <TrackArtist track={track} />
        </bdi>
      )}
    </p>
  )
}

/** Beside a preview: what the whole costs. */
function PreviewPrice({ track }: { readonly track: QueueTrack }) {
  const work = useIpcQuery('work', { label: track.label }).data?.work
  if (work === undefined) return null
  return (
    <span className="max-wide:hidden">
      <PriceButton work={work} />
    </span>
  )
}
