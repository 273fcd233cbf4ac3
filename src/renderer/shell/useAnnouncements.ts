import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useIpcQuery } from '../ipc/queries.ts'
import { useClient } from '../ipc/ClientContext.ts'
import { artistText } from '../../shared/artistText.ts'
import { isEarned } from '../../shared/orderStates.ts'
import { exactAmountText, shortAmountText } from '../../shared/i18n/amountText.ts'
import { useToken } from '../ui/token.ts'
import { useOfferUndo } from '../features/studio/useOfferUndo.ts'
import { useToasts } from '../ui/toasts.ts'
import { t } from '../../shared/i18n/t.ts'
import { errorText } from '../../shared/i18n/errorText.ts'

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
      client.on('app.updateChanged', (update) => {
        if (update.state !== 'ready') return
        const { version } = update
        const action = {
          label: t('settings.restartNow'),
          onPress: () => void client.ask('app.restartIntoUpdate', {}),
        }
        once(`update ${version}`, () => showToast(t('shell.newVersionReady', { version }), { action }))
      }),
      client.on('node.sale', (sale) => {
        // Who owns an edition gets the next one for nothing: that is no sale.
        if (!isEarned(sale) || sale.isNewEdition === true) return
        const { id, label, amount } = sale
        const title = own?.find((work) => work.label === label)?.title ?? t('shell.oneOfYourWorks')
        const price = shortAmountText(amount, token)
        const shown = price.startsWith('<') ? exactAmountText(amount, token) : price
        const action = { label: t('common.sales'), onPress: () => void navigate({ to: '/sales' }) }
        once(`sale ${id}`, () =>
          showToast(t('shell.soldFor', { title, shown, symbol: token.symbol }), { tone: 'good', action }),
        )
      }),
      client.on('node.newWorks', ({ works }) => {
        const first = works.find(({ kind }) => kind === 'release') ?? works[0]
        if (first === undefined) return
        const action = { label: t('common.following'), onPress: () => void navigate({ to: '/following' }) }
        showToast(t('shell.newFrom', { artist: artistText(first), title: first.title }), { action })
      }),
      client.on('node.upload', ({ id, kind, release, state, title, problem, ...upload }) => {
        if (upload.isNewEdition === true && state === 'announced') {
          // Told again by each of its last steps, with what undoes it in the last.
          if (upload.replaced === undefined) return
          const { replaced } = upload
          once(`replaced ${replaced.join(' ')}`, () =>
            offerUndo(t('shell.hasItsNewSound', { title }), replaced),
          )
          return
        }
        // A release speaks for its tracks.
        if (state === 'announced' && release === undefined) {
          const text =
            kind === 'release' ? t('shell.releaseOnSale', { title }) : t('shell.trackOnSale', { title })
          once(`upload ${id}`, () => showToast(text, { tone: 'good' }))
        }
        if (state !== 'failed') return
        const action = { label: t('common.studio'), onPress: () => void navigate({ to: '/studio' }) }
        once(`failed ${release ?? id} ${problem?.code}`, () =>
          showToast(
            failedText(
              title,
              problem === null || problem === undefined ? '' : errorText(problem),
              release !== undefined,
            ),
            {
              tone: 'bad',
              action,
            },
          ),
        )
      }),
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, token, navigate, showToast, offerUndo, own, announced])
}

function failedText(title: string, message: string, isReleaseHeld: boolean): string {
  if (isReleaseHeld) return t('shell.notPublishedReleaseWaits', { title, message })
  return t('shell.wasNotPublished', { title, message })
}
