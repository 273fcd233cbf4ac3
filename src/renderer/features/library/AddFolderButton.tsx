import { FolderPlus } from 'lucide-react'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Asks for a folder whose music is listed beside what was bought. */
export function AddFolderButton() {
  const add = useIpcMutation('app.addLocalFolder')
  const showToast = useToasts((toasts) => toasts.show)
  return (
    <Button
      icon={FolderPlus}
      busy={add.isPending && t('library.addingTheFolder')}
      onClick={() => add.mutate({}, { onError: (error) => showToast(messageOf(error), { tone: 'bad' }) })}
    >
      {t('library.addAFolder')}
    </Button>
  )
}
