import { useAction } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

/** Saves the receipt of an order where the person says, and tells where that is. */
export function useSaveReceipt(): (id: string) => void {
  const action = useAction('app.saveReceipt')
  const say = useToasts((toasts) => toasts.say)
  return (id) =>
    action.mutate(
      { id },
      {
        onSuccess: ({ file }) => file !== null && say(`The receipt is saved as ${file}.`, { tone: 'good' }),
        onError: (error) => say(messageOf(error), { tone: 'bad' }),
      },
    )
}
