import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { CidText } from '../../../shared/ids.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

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
            () => showToast(t('studio.itIsAsItWas'), { tone: 'good' }),
            (error: unknown) => showToast(messageOf(error), { tone: 'bad' }),
          )
          .finally(() => void queries.invalidateQueries())
      }
      showToast(text, { action: { label: t('common.undo'), onPress: undo } })
    },
    [client, queries, showToast],
  )
}
