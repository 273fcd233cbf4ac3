import { useClient } from '../ipc/ClientContext.ts'
import { messageOf } from './ErrorState.tsx'
import { useToasts } from './toasts.ts'

/** Puts a text on the clipboard, and says so. */
export function useCopyText(): (text: string, said: string) => void {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  return (text, said) =>
    void client.ask('app.copyText', { text }).then(
      () => showToast(said),
      (error: unknown) => showToast(messageOf(error), { tone: 'bad' }),
    )
}
