import { Link, useParams } from '@tanstack/react-router'
import { ListMusic } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { NotFoundPage } from '../../shell/NotFoundPage.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { roughDuration } from '../player/spokenPosition.ts'
import { PlaylistButtons } from './PlaylistButtons.tsx'
import { PlaylistTracks } from './PlaylistTracks.tsx'
import { totalDuration } from '../../ui/time.ts'
import { t } from '../../../shared/i18n/t.ts'

/** One playlist, to play and arrange. */
export function PlaylistPage() {
  const { id } = useParams({ from: '/playlists/$id' })
  const { data, error, refetch } = useIpcQuery('playlists', {})
  const playlist = data?.find((one) => one.id === id)
  if (error !== null) {
    return (
      <Page title={t('playlists.playlist')}>
        <ErrorState
          title={t('playlists.thePlaylistCouldNotBe')}
          error={error}
          onRetry={() => void refetch()}
        />
      </Page>
    )
  }
  if (data === undefined) {
    return (
      <Page title={t('playlists.playlist')}>
        <SkeletonRows label={t('playlists.loadingThePlaylist')} />
      </Page>
    )
  }
  if (playlist === undefined) return <NotFoundPage />
  const { name, tracks } = playlist
  const length = totalDuration(tracks)
  return (
    <Page
      key={id}
      title={name}
      lead={
        tracks.length === 0 ? null : (
          <p>
            {t('playlists.dragToArrangeOrUse', {
              track: t('count.track', { count: tracks.length }),
              roughDuration: roughDuration(length),
            })}
          </p>
        )
      }
      actions={<PlaylistButtons playlist={playlist} />}
    >
      {tracks.length === 0 ? (
        <EmptyState
          icon={ListMusic}
          title={t('playlists.nothingInItYet')}
          actions={
            <Link to="/library" className="font-medium text-accent underline">
              {t('common.goToYourLibrary')}
            </Link>
          }
        >
          {t('playlists.openATracksMenu', { name })}
        </EmptyState>
      ) : (
        <PlaylistTracks playlist={playlist} />
      )}
    </Page>
  )
}
