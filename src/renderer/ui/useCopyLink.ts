import { t } from '../../shared/i18n/t.ts'
import { useClient } from '../ipc/ClientContext.ts'
import { messageOf } from './ErrorState.tsx'
import { useToasts } from './toasts.ts'

/** Follows a link out of Busker: it is copied, because no page of Busker's can have anything opened outside of it. */
export function useCopyLink(): (url: string) => void {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  return (url) => {
    client.ask('app.copyText', { text: url }).then(
      () => showToast(t('artist.copiedPasteItIntoYour', { url })),
      (error: unknown) => showToast(messageOf(error), { tone: 'bad' }),
    )
  }
}
