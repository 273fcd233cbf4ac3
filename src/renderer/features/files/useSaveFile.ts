import { type IpcInput, useIpcMutation } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

/** What the main process writes to a file that the person chooses. */
type SaveMethod =
  | 'app.savePlaylist'
  | 'app.saveActivity'
  | 'app.saveLog'
  | 'app.saveQrCode'
  | 'app.saveReceipt'
  | 'app.saveSales'

/** Saves to a file the person chooses, and says where it is, or why it is not. @param saved says where */
export function useSaveFile<M extends SaveMethod>(method: M, saved: (file: string) => string) {
  const { mutate, isPending } = useIpcMutation(method)
  const showToast = useToasts((toasts) => toasts.show)
  const save = (input: IpcInput<M>) =>
    mutate(input, {
      onSuccess: ({ file }) => file !== null && showToast(saved(file), { tone: 'good' }),
      onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
    })
  return { save, isSaving: isPending }
}
