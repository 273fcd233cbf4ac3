import { useState } from 'react'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { type MovedList, useMoveListStore } from './moveListStore.ts'
import { useMoveList } from './useMoveList.ts'

/** Asks into which folder a list is put, by keyboard as well. */
export function MoveListDialog() {
  const asked = useMoveListStore((store) => store.asked)
  return asked === null ? null : <FolderChoice key={asked.id} list={asked} />
}

const none = 'none'
const another = 'another'

function FolderChoice({ list }: { readonly list: MovedList }) {
  const close = useMoveListStore((store) => store.close)
  const folders = useIpcQuery('playlistFolders', {}).data ?? []
  const create = useIpcMutation('createPlaylistFolder')
  const move = useMoveList()
  const [chosen, setChosen] = useState(list.folder ?? folders[0]?.id ?? another)
  const [name, setName] = useState('')
  const isNew = chosen === another
  const put = (folder: string | null) => {
    close()
    move(list.id, folder)
  }
  return (
    <FormDialog
      title={t('playlists.moveNameToAFolder', { name: list.name })}
      isOpen
      onClose={close}
      submitLabel={t('playlists.move')}
      cancelLabel={t('common.cancel')}
      isReady={!isNew || name.trim() !== ''}
      busy={create.isPending && t('common.saving')}
      onSubmit={() => {
        if (isNew) create.mutate({ name: name.trim() }, { onSuccess: ({ id }) => put(id) })
        else put(chosen === none ? null : chosen)
      }}
    >
      <Select
        label={t('playlists.folder')}
        value={chosen}
        options={[
          { value: none, label: t('playlists.inNoFolder') },
          ...folders.map((folder) => ({ value: folder.id, label: folder.name })),
          { value: another, label: t('playlists.aNewFolder') },
        ]}
        onChange={setChosen}
      />
      {isNew ? (
        <TextField
          label={t('common.name')}
          value={name}
          maxLength={200}
          onChange={(event) => setName(event.target.value)}
          error={create.error === null ? undefined : messageOf(create.error)}
        />
      ) : null}
    </FormDialog>
  )
}
