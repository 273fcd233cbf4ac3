import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Puts a link to a page of Busker on the clipboard, and says so. */
export function useCopyLink(): (link: string, name: string) => void {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  return (link, name) =>
    void client.ask('app.copyText', { text: link }).then(
      () => showToast(t('share.copiedTheLinkToIt', { name })),
      (error: unknown) => showToast(messageOf(error), { tone: 'bad' }),
    )
}
