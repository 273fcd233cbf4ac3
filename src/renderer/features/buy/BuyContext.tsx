import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { useStore } from 'zustand'
import type { WorkView } from '../../../shared/api/node.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { usePlayerControls } from '../../playback/usePlayer.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { type Buying, type BuyStore, createBuyStore } from './buyStore.ts'

const BuyContext = createContext<BuyStore | null>(null)

/** Around all pages: orders go on when the page that began them is left. What was bought plays by itself. */
export function BuyProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient()
  const queries = useQueryClient()
  const player = usePlayerControls()
  const say = useToasts((toasts) => toasts.say)

  const [store] = useState(() => {
    const play = async (work: WorkView) => {
      if (work.kind === 'track') return player.playTracks([work])
      player.playTracks((await client.ask('work', { label: work.label })).tracks)
    }
    const playNow = (work: WorkView) =>
      void play(work).catch((error: unknown) => say(messageOf(error), { tone: 'bad' }))
    return createBuyStore(client, (work, isShown) => {
      void queries.invalidateQueries()
      if (isShown) return playNow(work)
      const action = { label: 'Play', onPress: () => playNow(work) }
      say(`“${work.title}” is yours.`, { tone: 'good', action })
    })
  })
  return <BuyContext.Provider value={store}>{children}</BuyContext.Provider>
}

/** Orders and the sheet they are placed in. */
export function useBuyStore(): BuyStore {
  const store = useContext(BuyContext)
  if (store === null) throw new Error('There is no BuyProvider around this component.')
  return store
}

/** The order whose sheet is open. */
export function useShownOrder(): Buying | undefined {
  return useStore(useBuyStore(), ({ shown, orders }) => (shown === null ? undefined : orders[shown]))
}
