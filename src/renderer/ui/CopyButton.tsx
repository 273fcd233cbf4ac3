import { Copy } from 'lucide-react'
import { useIpcMutation } from '../ipc/queries.ts'
import { IconButton } from './IconButton.tsx'
import { useToasts } from './toasts.ts'
import { t } from '../../shared/i18n/t.ts'
import { messageOf } from './ErrorState.tsx'

/** Puts a text on the clipboard. @param label what is copied: `Copy your address` */
export function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  const copy = useIpcMutation('app.copyText')
  const showToast = useToasts((toasts) => toasts.show)
  return (
    <IconButton
      label={label}
      icon={Copy}
      size="small"
      onClick={() =>
        copy.mutate(
          { text },
          {
            onSuccess: () => showToast(t('ui.copied')),
            onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
          },
        )
      }
    />
  )
}
