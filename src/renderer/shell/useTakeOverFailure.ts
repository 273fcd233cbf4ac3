import { useEffect } from 'react'
import { errorText } from '../../shared/i18n/errorText.ts'
import { t } from '../../shared/i18n/t.ts'
import { useClient } from '../ipc/ClientContext.ts'
import { useToasts } from '../ui/toasts.ts'

/** Tells that this machine could not go on in another one's place. On every page: it comes while the node is opened again. */
export function useTakeOverFailure(): void {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  useEffect(
    () =>
      client.on('app.notTakenOver', ({ problem }) =>
        showToast(`${t('shell.couldNotTakeOver')}: ${errorText(problem)}`, { tone: 'bad' }),
      ),
    [client, showToast],
  )
}
