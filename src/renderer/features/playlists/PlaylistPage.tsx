import { Link, useParams } from '@tanstack/react-router'
import { ListMusic } from 'lucide-react'
import { useIpcQuery } from '../../ipc/queries.ts'
import { NotFoundPage } from '../../shell/NotFoundPage.tsx'
import { countOf } from '../../ui/count.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { roughDuration } from '../player/spokenPosition.ts'
import { PlaylistButtons } from './PlaylistButtons.tsx'
import { PlaylistTracks } from './PlaylistTracks.tsx'

/** One playlist, to play and arrange. */
export function PlaylistPage() {
  const { id } = useParams({ from: '/playlists/$id' })
  const { data, error, refetch } = useIpcQuery('playlists', {})
  const playlist = data?.find((one) => one.id === id)
  if (error !== null) {
    return (
      <Page title="Playlist">
        <ErrorState title="The playlist could not be read" error={error} onRetry={() => void refetch()} />
      </Page>
    )
  }
  if (data === undefined) {
    return (
      <Page title="Playlist">
        <SkeletonRows label="Loading the playlist" />
      </Page>
    )
  }
  if (playlist === undefined) return <NotFoundPage />
  const { name, tracks } = playlist
  const length = tracks.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0)
  return (
    <Page
      key={id}
      title={name}
      lead={
        tracks.length === 0 ? null : (
          <p>
            {countOf(tracks.length, 'track')}, {roughDuration(length)}. Drag to arrange, or use Alt with the
            arrow keys.
          </p>
        )
      }
      actions={<PlaylistButtons playlist={playlist} />}
    >
      {tracks.length === 0 ? (
        <EmptyState
          icon={ListMusic}
          title="Nothing in it yet"
          actions={
            <Link to="/library" className="font-medium text-accent underline">
              Go to your library
            </Link>
          }
        >
          In your library, press a track with the other mouse button and choose “Add to “{name}””.
        </EmptyState>
      ) : (
        <PlaylistTracks playlist={playlist} />
      )}
    </Page>
  )
}
