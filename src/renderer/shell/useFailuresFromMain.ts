import { useEffect } from 'react'
import { errorText } from '../../shared/i18n/errorText.ts'
import { t } from '../../shared/i18n/t.ts'
import { useClient } from '../ipc/ClientContext.ts'
import { useToasts } from '../ui/toasts.ts'

/** Tells that this machine could not go on in another one's place, or that a file could not be opened. On every page: nobody asked. */
export function useFailuresFromMain(): void {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  useEffect(() => {
    const stops = [
      client.on('app.notTakenOver', ({ problem }) =>
        showToast(`${t('shell.couldNotTakeOver')}: ${errorText(problem)}`, { tone: 'bad' }),
      ),
      client.on('app.notOpened', ({ problem }) => showToast(errorText(problem), { tone: 'bad' })),
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, showToast])
}
