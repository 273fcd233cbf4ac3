import { Ellipsis, FileOutput, Pencil, Trash2 } from 'lucide-react'
import { clsx } from 'clsx'
import { useState } from 'react'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { Section } from '../../ui/Page.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { useListDrop } from './listDrag.ts'
import type { ListFolder } from './listFolders.ts'
import { NameDialog } from './NameDialog.tsx'
import { PlaylistCards, SmartListRows } from './PlaylistCards.tsx'
import { useArtistsOfRules } from './smartLists.ts'

/** A folder with its lists, on the page of all. Lists are dropped on it. */
export function FolderSection({ folder }: { readonly folder: ListFolder }) {
  const { id, name, playlists, smartLists } = folder
  const owned = useArtistsOfRules(smartLists)
  const { isOver, place } = useListDrop(id)
  return (
    <div
      {...place}
      className={clsx('rounded-large', isOver && 'bg-accent-soft outline-2 outline-offset-4 outline-accent')}
    >
      <Section title={name} actions={<FolderMenu folder={folder} />}>
        {playlists.length + smartLists.length === 0 ? (
          <p className="text-text-2">{t('playlists.dragListsHere')}</p>
        ) : null}
        {playlists.length === 0 ? null : (
          <PlaylistCards label={t('playlists.playlistsIn', { name })} playlists={playlists} />
        )}
        {smartLists.length === 0 ? null : (
          <div className="mt-3">
            <SmartListRows label={t('playlists.smartListsIn', { name })} lists={smartLists} owned={owned} />
          </div>
        )}
      </Section>
    </div>
  )
}

function FolderMenu({ folder: { id, name, playlists, smartLists } }: { readonly folder: ListFolder }) {
  const rename = useIpcMutation('renamePlaylistFolder')
  const remove = useIpcMutation('removePlaylistFolder')
  const save = useIpcMutation('app.savePlaylistFolder')
  const showToast = useToasts((toasts) => toasts.show)
  const [isNaming, setNaming] = useState(false)
  const onError = (error: unknown) => showToast(messageOf(error), { tone: 'bad' })
  const onSaved = (saved: { readonly folder: string; readonly files: number } | null) => {
    if (saved !== null)
      showToast(t('playlists.filesAreInFolder', { count: saved.files, folder: saved.folder }))
  }
  return (
    <>
      <Menu
        label={t('playlists.actionsFor', { name })}
        entries={[
          {
            label: t('playlists.saveAsFiles'),
            icon: FileOutput,
            isDisabled: playlists.length + smartLists.length === 0,
            onSelect: () => save.mutate({ id }, { onSuccess: onSaved, onError }),
          },
          { label: t('playlists.rename'), icon: Pencil, onSelect: () => setNaming(true) },
          'line',
          {
            label: t('playlists.removeFolder'),
            icon: Trash2,
            onSelect: () => remove.mutate({ id }, { onError }),
          },
        ]}
      >
        <IconButton label={t('playlists.actionsFor', { name })} icon={Ellipsis} />
      </Menu>
      <NameDialog
        title={t('playlists.renameTheFolder')}
        action={t('playlists.renameLabel')}
        before={name}
        isOpen={isNaming}
        isBusy={rename.isPending}
        error={rename.error}
        onClose={() => setNaming(false)}
        onName={(next) => rename.mutate({ id, name: next }, { onSuccess: () => setNaming(false) })}
      />
    </>
  )
}
