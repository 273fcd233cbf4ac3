import { FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { NameDialog } from './NameDialog.tsx'

/** Makes a folder for playlists and smart lists. */
export function NewFolderButton() {
  const create = useIpcMutation('createPlaylistFolder')
  const [isNaming, setNaming] = useState(false)
  return (
    <>
      <Button icon={FolderPlus} onClick={() => setNaming(true)}>
        {t('playlists.newFolder')}
      </Button>
      <NameDialog
        title={t('playlists.newFolder')}
        action={t('playlists.create')}
        isOpen={isNaming}
        error={create.error}
        isBusy={create.isPending}
        onClose={() => setNaming(false)}
        onName={(name) => create.mutate({ name }, { onSuccess: () => setNaming(false) })}
      />
    </>
  )
}
