import { useNavigate } from '@tanstack/react-router'
import { ListMusic, Plus } from 'lucide-react'
import { useState } from 'react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Page } from '../../ui/Page.tsx'
import { SkeletonCards } from '../../ui/Skeleton.tsx'
import { ImportPlaylistButton } from './ImportPlaylistButton.tsx'
import { FolderSection } from './FolderSection.tsx'
import { useListFolders } from './listFolders.ts'
import { NewFolderButton } from './NewFolderButton.tsx'
import { PlaylistCards } from './PlaylistCards.tsx'
import { SmartListSection } from './SmartListSection.tsx'
import { NameDialog } from './NameDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** All playlists. */
export function PlaylistsPage() {
  const { data, error, refetch } = useIpcQuery('playlists', {})
  const create = useIpcMutation('createPlaylist')
  const navigate = useNavigate()
  const [isNaming, setNaming] = useState(false)
  const { folders, rest } = useListFolders()
  const isEmpty = (data?.length ?? 0) === 0 && folders.length === 0
  const add = (
    <>
      <NewFolderButton />
      <ImportPlaylistButton />
      <Button variant="primary" icon={Plus} onClick={() => setNaming(true)}>
        {t('common.newPlaylist')}
      </Button>
    </>
  )
  return (
    <Page title={t('common.playlists')} actions={isEmpty ? null : add}>
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
      ) : isEmpty ? (
        <EmptyState icon={ListMusic} title={t('playlists.noPlaylistsYet')} actions={add}>
          {t('playlists.putTracksYouOwnIn')}
        </EmptyState>
      ) : (
        <PlaylistCards label={t('common.playlists')} playlists={rest.playlists} />
      )}
      <div className="mt-10">
        {folders.map((folder) => (
          <FolderSection key={folder.id} folder={folder} />
        ))}
        <SmartListSection own={rest.smartLists} />
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
