import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useIpcQuery } from '../ipc/queries.ts'
import { useClient } from '../ipc/ClientContext.ts'
import { artistText } from '../../shared/artistText.ts'
import { isEarned } from '../../shared/orderStates.ts'
import { exactAmount, shortAmount } from '../../shared/token.ts'
import { useToken } from '../ui/token.ts'
import { useOfferUndo } from '../features/studio/useOfferUndo.ts'
import { useToasts } from '../ui/toasts.ts'

/** Shows a toast, once each, for works sold, works on sale and failed uploads. Purchases have toasts of their own. */
export function useAnnouncements(): void {
  const client = useClient()
  const token = useToken()
  const navigate = useNavigate()
  const showToast = useToasts((toasts) => toasts.show)
  const offerUndo = useOfferUndo()
  const own = useIpcQuery('works', { owner: 'self' }).data
  const [announced] = useState(() => new Set<string>())
  useEffect(() => {
    const once = (key: string, announce: () => void) => {
      if (announced.has(key)) return
      announced.add(key)
      announce()
    }
    const stops = [
      client.on('node.sale', (sale) => {
        // Who owns an edition gets the next one for nothing: that is no sale.
        if (!isEarned(sale) || sale.isNewEdition === true) return
        const { id, label, amount } = sale
        const title = own?.find((work) => work.label === label)?.title ?? 'One of your works'
        const price = shortAmount(amount, token)
        const shown = price.startsWith('<') ? exactAmount(amount, token) : price
        const action = { label: 'Sales', onPress: () => void navigate({ to: '/sales' }) }
        once(`sale ${id}`, () =>
          showToast(`Sold “${title}” for ${shown} ${token.symbol}.`, { tone: 'good', action }),
        )
      }),
      client.on('node.newWorks', ({ works }) => {
        const first = works.find(({ kind }) => kind === 'release') ?? works[0]
        if (first === undefined) return
        const action = { label: 'Following', onPress: () => void navigate({ to: '/following' }) }
        showToast(`New from ${artistText(first)}: “${first.title}”.`, { action })
      }),
      client.on('node.upload', ({ id, kind, release, state, title, problem, ...upload }) => {
        if (upload.isNewEdition === true && state === 'announced') {
          // Told again by each of its last steps, with what undoes it in the last.
          if (upload.replaced === undefined) return
          const { replaced } = upload
          once(`replaced ${replaced.join(' ')}`, () => offerUndo(`“${title}” has its new sound.`, replaced))
          return
        }
        // A release speaks for its tracks.
        if (state === 'announced' && release === undefined) {
          const what = kind === 'release' ? `“${title}” and its tracks are` : `“${title}” is`
          once(`upload ${id}`, () => showToast(`${what} on sale.`, { tone: 'good' }))
        }
        if (state !== 'failed') return
        const action = { label: 'Studio', onPress: () => void navigate({ to: '/studio' }) }
        const held = release === undefined ? '' : ' Its release waits, and nothing of it is on sale.'
        once(`failed ${release ?? id} ${problem?.code}`, () =>
          showToast(`“${title}” was not published. ${problem?.message ?? ''}${held}`, {
            tone: 'bad',
            action,
          }),
        )
      }),
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, token, navigate, showToast, offerUndo, own, announced])
}
