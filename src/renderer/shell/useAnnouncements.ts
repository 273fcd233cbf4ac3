import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAsk } from '../ipc/queries.ts'
import { useClient } from '../ipc/ClientContext.ts'
import { exactAmount, shortAmount } from '../../shared/token.ts'
import { useToken } from '../ui/token.ts'
import { useToasts } from '../ui/toasts.ts'

/** Says what happens by itself, once each: works sold, works on sale, uploads that failed. Purchases say it themselves. */
export function useAnnouncements(): void {
  const client = useClient()
  const token = useToken()
  const navigate = useNavigate()
  const say = useToasts((toasts) => toasts.say)
  const own = useAsk('works', { owner: 'self' }).data
  const [told] = useState(() => new Set<string>())
  useEffect(() => {
    const once = (key: string, tell: () => void) => {
      if (told.has(key)) return
      told.add(key)
      tell()
    }
    const stops = [
      client.on('node.sale', ({ id, state, label, amount }) => {
        if (state !== 'paid' && state !== 'delivered') return
        const title = own?.find((work) => work.label === label)?.title ?? 'One of your works'
        const price = shortAmount(amount, token)
        const shown = price.startsWith('<') ? exactAmount(amount, token) : price
        const action = { label: 'Sales', onPress: () => void navigate({ to: '/sales' }) }
        once(`sale ${id}`, () =>
          say(`Sold “${title}” for ${shown} ${token.symbol}.`, { tone: 'good', action }),
        )
      }),
      client.on('node.upload', ({ id, state, title, problem }) => {
        if (state === 'announced') once(`upload ${id}`, () => say(`“${title}” is on sale.`, { tone: 'good' }))
        if (state !== 'failed') return
        const action = { label: 'Studio', onPress: () => void navigate({ to: '/studio' }) }
        once(`failed ${id} ${problem?.code}`, () =>
          say(`“${title}” was not published. ${problem?.message ?? ''}`, { tone: 'bad', action }),
        )
      }),
    ]
    return () => stops.forEach((stop) => stop())
  }, [client, token, navigate, say, own, told])
}
