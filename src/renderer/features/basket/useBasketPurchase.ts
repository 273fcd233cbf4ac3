import { useState } from 'react'
import type { Quote } from '../../../shared/api/basket.ts'
import type { Amount } from '../../../shared/money.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { topUp, type TopUpStep } from '../buy/topUp.ts'
import type { ChosenTopUp } from '../buy/useTopUp.ts'

/** Buys what was quoted as ready, after the balance was filled up where that is asked for. */
export function useBasketPurchase(maximumFee: Amount | undefined) {
  const client = useClient()
  const buy = useIpcMutation('buyBasket')
  const [step, setStep] = useState<TopUpStep | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const [isPressed, setPressed] = useState(false)

  const run = async (quote: Quote, adding: ChosenTopUp | undefined) => {
    if (adding !== undefined) await topUp(client, adding.plan, adding.amount, setStep)
    const works = quote.works.flatMap(({ state, work, recipient, fee }) => {
      const most = fee ?? maximumFee
      if (state !== 'ready' || work === null || most === undefined) return []
      const { label, artist, price } = work
      const to = recipient === null ? {} : { recipient }
      return [{ label, artist, ...to, confirmed: price, maximumFee: most }]
    })
    await buy.mutateAsync({ works, follow: false })
  }
  return {
    /** The step of filling the balance up that is under way. */
    step,
    problem,
    isPressed,
    /** Once: a second press does nothing. Resolves with whether the node has taken it on. */
    async press(quote: Quote, adding: ChosenTopUp | undefined): Promise<boolean> {
      if (isPressed) return false
      setPressed(true)
      setProblem(null)
      try {
        await run(quote, adding)
        return true
      } catch (error) {
        setProblem(error)
        return false
      } finally {
        setPressed(false)
        setStep(null)
      }
    },
  }
}
