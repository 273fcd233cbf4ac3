import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, ListEnd, Pencil, Play, Trash2 } from 'lucide-react'
import { useState } from 'react'
import type { PlaylistView } from '../../../shared/api/library.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { useWorkActions } from '../work/useWorkActions.ts'
import { NameDialog } from './NameDialog.tsx'

/** A playlist's toolbar. */
export function PlaylistButtons({ playlist }: { readonly playlist: PlaylistView }) {
  const { id, name, tracks } = playlist
  const actions = useWorkActions()
  const navigate = useNavigate()
  const rename = useIpcMutation('renamePlaylist')
  const remove = useIpcMutation('removePlaylist')
  const [openDialog, setAsked] = useState<'rename' | 'remove' | null>(null)
  const close = () => setAsked(null)
  return (
    <>
      <Button
        variant="primary"
        icon={Play}
        disabled={tracks.length === 0}
        onClick={() => actions.playAll(tracks)}
      >
        Play
      </Button>
      <Menu
        label={`Actions for ${name}`}
        entries={[
          {
            label: 'Add to the queue',
            icon: ListEnd,
            isDisabled: tracks.length === 0,
            onSelect: () => actions.enqueue(tracks),
          },
          { label: 'Rename…', icon: Pencil, onSelect: () => setAsked('rename') },
          'line',
          { label: 'Delete…', icon: Trash2, isDangerous: true, onSelect: () => setAsked('remove') },
        ]}
      >
        <IconButton label="More" icon={Ellipsis} />
      </Menu>
      <NameDialog
        title="Rename the playlist"
        action="Rename"
        before={name}
        isOpen={openDialog === 'rename'}
        isBusy={rename.isPending}
        error={rename.error}
        onClose={close}
        onName={(next) => rename.mutate({ id, name: next }, { onSuccess: close })}
      />
      <Dialog
        title={`Delete “${name}”?`}
        description="The tracks stay in your library."
        isOpen={openDialog === 'remove'}
        onClose={close}
        actions={
          <>
            <Button onClick={close}>Keep it</Button>
            <Button
              variant="danger"
              busy={remove.isPending && 'Deleting…'}
              onClick={() => remove.mutate({ id }, { onSuccess: () => void navigate({ to: '/playlists' }) })}
            >
              Delete
            </Button>
          </>
        }
      >
        {remove.error === null ? null : <p role="alert">{messageOf(remove.error)}</p>}
      </Dialog>
    </>
  )
}
