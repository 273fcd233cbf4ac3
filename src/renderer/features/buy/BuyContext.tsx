import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { useStore } from 'zustand'
import type { PurchaseView, WorkView } from '../../../shared/api/node.ts'
import { endedWithoutAccess, hasSucceeded } from '../../../shared/orderStates.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { usePlayerControls } from '../../playback/usePlayer.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { type Buying, type BuyStore, createBuyStore } from './buyStore.ts'
import { t } from '../../../shared/i18n/t.ts'
import { moneyText } from './moneyText.ts'

const BuyContext = createContext<BuyStore | null>(null)

/** Provides orders to all pages: they go on when the page that began them is left. What was bought plays by itself. */
export function BuyProvider({ children }: { readonly children: ReactNode }) {
  const client = useClient()
  const player = usePlayerControls()
  const showToast = useToasts((toasts) => toasts.show)

  const [store] = useState(() => {
    const show = (work: WorkView) => created.getState().show(work)
    const play = async (work: WorkView) => {
      if (work.kind === 'track') return player.playTracks([work])
      player.playTracks((await client.ask('work', { label: work.label })).tracks)
    }
    const playNow = (work: WorkView) =>
      void play(work).catch((error: unknown) => showToast(messageOf(error), { tone: 'bad' }))
    const created = createBuyStore(client, {
      onOwned(work, isShown) {
        if (isShown) return playNow(work)
        const action = { label: t('common.play'), onPress: () => playNow(work) }
        showToast(t('buy.isYours', { title: work.title }), { tone: 'good', action })
      },
      onFailedWhileHidden(work, says) {
        const action = { label: t('buy.look'), onPress: () => show(work) }
        showToast(t('buy.wasNotBought', { title: work.title, says }), { tone: 'bad', action })
      },
    })
    return created
  })
  useBackgroundOrderToasts(store)
  return <BuyContext.Provider value={store}>{children}</BuyContext.Provider>
}

/** Shows a toast for the outcome of orders that no sheet has shown: begun before a restart, or by a command. */
function useBackgroundOrderToasts(store: BuyStore): void {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  useEffect(() => {
    const announced = new Set<string>()
    const announce = async (purchase: PurchaseView) => {
      const isOver = hasSucceeded(purchase) || endedWithoutAccess(purchase)
      if (!isOver || announced.has(purchase.id) || store.getState().isFollowed(purchase.id)) return
      announced.add(purchase.id)
      const { work } = await client.ask('work', { label: purchase.label })
      if (purchase.hasAccess) showToast(t('buy.isYours', { title: work.title }), { tone: 'good' })
      else
        showToast(`“${work.title}”: ${moneyText(purchase.money)}`, {
          tone: endedWithoutAccess(purchase) ? 'bad' : 'good',
        })
    }
    return client.on('node.purchase', (purchase) => {
      announce(purchase).catch((error: unknown) => showToast(messageOf(error), { tone: 'bad' }))
    })
  }, [client, showToast, store])
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
