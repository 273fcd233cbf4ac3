import { Link, useNavigate } from '@tanstack/react-router'
import { ListMusic, Plus } from 'lucide-react'
import { useState } from 'react'
import type { PlaylistView } from '../../../shared/api/library.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonCards } from '../../ui/Skeleton.tsx'
import { artworkOf } from '../../ui/TrackList.tsx'
import { roughDuration } from '../player/spokenPosition.ts'
import { ImportPlaylistButton } from './ImportPlaylistButton.tsx'
import { SmartListSection } from './SmartListSection.tsx'
import { NameDialog } from './NameDialog.tsx'
import { totalDuration } from '../../ui/time.ts'
import { t } from '../../../shared/i18n/t.ts'

/** All playlists. */
export function PlaylistsPage() {
  const { data, error, refetch } = useIpcQuery('playlists', {})
  const create = useIpcMutation('createPlaylist')
  const navigate = useNavigate()
  const [isNaming, setNaming] = useState(false)
  const add = (
    <>
      <ImportPlaylistButton />
      <Button variant="primary" icon={Plus} onClick={() => setNaming(true)}>
        {t('common.newPlaylist')}
      </Button>
    </>
  )
  return (
    <Page title={t('common.playlists')} actions={data !== undefined && data.length > 0 ? add : null}>
      {error !== null ? (
        <ErrorState
          title={t('playlists.yourPlaylistsCouldNotBe')}
          error={error}
          onRetry={() => void refetch()}
        />
      ) : data === undefined ? (
        <div role="status" aria-label={t('playlists.loadingYourPlaylists')}>
          <SkeletonCards />
        </div>
      ) : data.length === 0 ? (
        <EmptyState icon={ListMusic} title={t('playlists.noPlaylistsYet')} actions={add}>
          {t('playlists.putTracksYouOwnIn')}
        </EmptyState>
      ) : (
        <ul
          aria-label={t('common.playlists')}
          className="grid grid-cols-[repeat(auto-fill,minmax(168px,1fr))] gap-x-5 gap-y-6"
        >
          {data.map((playlist) => (
            <li key={playlist.id} className="min-w-0">
              <PlaylistCard playlist={playlist} />
            </li>
          ))}
        </ul>
      )}
      <div className="mt-10">
        <SmartListSection />
      </div>
      <NameDialog
        title={t('common.newPlaylist')}
        action={t('playlists.create')}
        isOpen={isNaming}
        error={create.error}
        isBusy={create.isPending}
        onClose={() => setNaming(false)}
        onName={(name) =>
          create.mutate(
            { name },
            { onSuccess: ({ id }) => void navigate({ to: '/playlists/$id', params: { id } }) },
          )
        }
      />
    </Page>
  )
}

function PlaylistCard({ playlist: { id, name, tracks } }: { readonly playlist: PlaylistView }) {
  const length = totalDuration(tracks)
  return (
    <Link to="/playlists/$id" params={{ id }} className="group block rounded-large">
      <span className="grid aspect-square grid-cols-2 overflow-hidden rounded-large bg-surface-3 transition-[filter] group-hover:brightness-105">
        {tracks.length === 0 ? (
          <span className="col-span-2 flex items-center justify-center">
            <ListMusic size={32} strokeWidth={1.25} aria-hidden className="text-text-3" />
          </span>
        ) : (
          Array.from({ length: tracks.length < 4 ? 1 : 4 }, (_, index) => {
            const track = tracks[index]
            const className =
              tracks.length < 4 ? 'col-span-2 size-full rounded-none!' : 'size-full rounded-none!'
            return track === undefined ? null : (
              <Artwork key={index} {...artworkOf(track)} className={className} />
            )
          })
        )}
      </span>
      <span className="mt-2 block truncate font-medium" title={name}>
        <bdi>{name}</bdi>
      </span>
      <span className="block text-sm text-text-2">
        {tracks.length === 0
          ? t('playlists.empty')
          : `${t('count.track', { count: tracks.length })}, ${roughDuration(length)}`}
      </span>
    </Link>
  )
}
