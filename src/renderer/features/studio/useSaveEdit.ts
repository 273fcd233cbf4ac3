import type { WorkChanges } from '../../../shared/api/studio.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { useToasts } from '../../ui/toasts.ts'
import { useOfferUndo } from './useOfferUndo.ts'
import { t } from '../../../shared/i18n/t.ts'

interface Edited {
  readonly changes: WorkChanges
  /** Path of the file with another sound; null: the sound stays. */
  readonly sound: string | null
  /** As the work is called from now on. */
  readonly title: string
}

export interface SaveEdit {
  readonly save: (edited: Edited) => Promise<void>
  readonly isPending: boolean
  readonly error: Error | null
}

/** Saves what was written anew about a work, and then has its other sound encoded. */
export function useSaveEdit({ id }: WorkView): SaveEdit {
  const edit = useIpcMutation('editWork')
  const replace = useIpcMutation('replaceSound')
  const offerUndo = useOfferUndo()
  const showToast = useToasts((toasts) => toasts.show)
  return {
    isPending: edit.isPending || replace.isPending,
    error: edit.error ?? replace.error,
    async save({ changes, sound, title }) {
      if (Object.keys(changes).length > 0) {
        const { replaced } = await edit.mutateAsync({ id, changes })
        offerUndo(t('studio.wasChanged', { title }), replaced)
      }
      if (sound === null) return
      await replace.mutateAsync({ id, file: sound })
      showToast(t('studio.theNewSoundOfIs', { title }))
    },
  }
}
