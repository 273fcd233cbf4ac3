import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { CidText } from '../../../shared/ids.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

/** Says what was changed, and for ten seconds offers to put back the manifests it replaced. */
export function useOfferUndo(): (text: string, replaced: readonly CidText[]) => void {
  const client = useClient()
  const queries = useQueryClient()
  const showToast = useToasts((toasts) => toasts.show)
  return useCallback(
    (text, replaced) => {
      const undo = () => {
        client
          .ask('restoreWorks', { manifests: [...replaced] })
          .then(
            () => showToast('It is as it was before.', { tone: 'good' }),
            (error: unknown) => showToast(messageOf(error), { tone: 'bad' }),
          )
          .finally(() => void queries.invalidateQueries())
      }
      showToast(text, { action: { label: 'Undo', onPress: undo } })
    },
    [client, queries, showToast],
  )
}
