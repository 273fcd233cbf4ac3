import { useIpcMutation } from '../../ipc/queries.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

/** @returns puts a playlist or a smart list into a folder, or into none; what fails is told */
export function useMoveList(): (list: string, folder: string | null) => void {
  const { mutate } = useIpcMutation('moveList')
  const showToast = useToasts((toasts) => toasts.show)
  return (list, folder) =>
    mutate({ list, folder }, { onError: (error) => showToast(messageOf(error), { tone: 'bad' }) })
}
