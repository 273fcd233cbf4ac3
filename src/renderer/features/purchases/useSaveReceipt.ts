import { useIpcMutation } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Saves the receipt of an order to a file the person chooses, and shows its path. */
export function useSaveReceipt(): (id: string) => void {
  const action = useIpcMutation('app.saveReceipt')
  const showToast = useToasts((toasts) => toasts.show)
  return (id) =>
    action.mutate(
      { id },
      {
        onSuccess: ({ file }) =>
          file !== null && showToast(t('purchases.theReceiptIsSavedAs', { file }), { tone: 'good' }),
        onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
      },
    )
}
