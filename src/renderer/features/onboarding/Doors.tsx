import type { ReactNode } from 'react'
import { useAsk } from '../../ipc/queries.ts'

/** What stands before the rooms: the vault's state decides. */
export function Doors({ children }: { readonly children: ReactNode }) {
  const state = useAsk('app.state', {})
  if (state.data?.phase === 'open') return children
  return null
}
