import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'

interface KeyProtection {
  /** There are keys, and they open by themselves: nothing is written down, and no passphrase locks them. */
  readonly isUnprotected: boolean
  /** Opens the window in which the words are written down and a passphrase is chosen. */
  readonly protect: () => void
  /** Why the window did not open. */
  readonly error: Error | null
}

/** Whether the words have still to be written down and a passphrase to be chosen, and the way to that. */
export function useProtectKeys(): KeyProtection {
  const state = useIpcQuery('app.state', {}).data
  const { mutate, error } = useIpcMutation('app.openVault')
  return {
    isUnprotected: state !== undefined && state.phase !== 'new' && !state.hasPassphrase,
    protect: () => mutate({ purpose: 'protect' }),
    error,
  }
}
