import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, FileOutput, FolderInput, ListEnd, Pencil, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { PlaylistView } from '../../../shared/api/library.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useSaveFile } from '../files/useSaveFile.ts'
import { canPlayInFull, useWorkActions } from '../work/useWorkActions.ts'
import { useMoveListStore } from './moveListStore.ts'
import { NameDialog } from './NameDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** A playlist's toolbar. */
export function PlaylistButtons({ playlist }: { readonly playlist: PlaylistView }) {
  const { id, name, tracks } = playlist
  const actions = useWorkActions()
  const askFolder = useMoveListStore((store) => store.ask)
  const navigate = useNavigate()
  const { save } = useSaveFile('app.savePlaylist', (file) => t('playlists.itIsInFile', { file }))
  const rename = useIpcMutation('renamePlaylist')
  const remove = useIpcMutation('removePlaylist')
  const [openDialog, setAsked] = useState<'rename' | 'remove' | null>(null)
  const close = () => setAsked(null)
  return (
    <>
      <Button
        variant="primary"
        icon={Play}
        disabled={!tracks.some(canPlayInFull)}
        onClick={() => actions.playAll(tracks)}
      >
        {t('common.play')}
      </Button>
      <Menu
        label={t('playlists.actionsFor', { name })}
        entries={[
          {
            label: t('common.addToTheQueue'),
            icon: ListEnd,
            isDisabled: !tracks.some(canPlayInFull),
            onSelect: () => actions.enqueue(tracks),
          },
          {
            label: t('playlists.saveAsAFile'),
            icon: FileOutput,
            isDisabled: tracks.length === 0,
            onSelect: () => save({ id }),
          },
          { label: t('playlists.moveToAFolder'), icon: FolderInput, onSelect: () => askFolder(playlist) },
          { label: t('playlists.rename'), icon: Pencil, onSelect: () => setAsked('rename') },
          'line',
          {
            label: t('playlists.delete'),
            icon: Trash2,
            isDangerous: true,
            onSelect: () => setAsked('remove'),
          },
        ]}
      >
        <IconButton label={t('common.more')} icon={Ellipsis} />
      </Menu>
      <NameDialog
        title={t('playlists.renameThePlaylist')}
        action={t('playlists.renameLabel')}
        before={name}
        isOpen={openDialog === 'rename'}
        isBusy={rename.isPending}
        error={rename.error}
        onClose={close}
        onName={(next) => rename.mutate({ id, name: next }, { onSuccess: close })}
      />
      <Dialog
        title={t('playlists.deleteName', { name })}
        description={t('playlists.theTracksStayInYour')}
        isOpen={openDialog === 'remove'}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>{t('playlists.keepIt')}</Button>
            <Button
              variant="danger"
              busy={remove.isPending && t('playlists.deleting')}
              onClick={() => remove.mutate({ id }, { onSuccess: () => void navigate({ to: '/playlists' }) })}
            >
              {t('playlists.deleteLabel')}
            </Button>
          </>
        }
      >
        {remove.error === null ? null : <p role="alert">{messageOf(remove.error)}</p>}
      </Dialog>
    </>
  )
}
