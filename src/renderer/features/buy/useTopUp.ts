import { useState } from 'react'
import type { Amount } from '../../../shared/money.ts'
import { type IpcOutput, useIpcQuery } from '../../ipc/queries.ts'
import { planTopUp, type TopUpPlan } from './topUp.ts'

export interface ChosenTopUp {
  readonly plan: TopUpPlan
  readonly amount: Amount
}

interface TopUpState {
  readonly wallet: ReturnType<typeof useIpcQuery<'wallet'>>
  /** Undefined: the balance or the cost is being read. */
  readonly plan: TopUpPlan | undefined
  /** The balance does not cover it. */
  readonly isShort: boolean
  /** What fills it up: what was chosen, else the least; undefined: nothing can, or need. */
  readonly adding: ChosenTopUp | undefined
  readonly choose: (amount: Amount) => void
}

/**
 * How the balance comes to cover what is to be paid, as far as it does not.
 *
 * @param cost undefined: not known yet
 * @param fee see `planTopUp`
 */
export function useTopUp(cost: Amount | undefined, fee: Amount | undefined): TopUpState {
  const [chosen, choose] = useState<Amount>()
  const wallet = useIpcQuery('wallet', {}, { refetchIntervalMs: 5_000 })
  const connection = useIpcQuery('connection', {}).data
  const isLocal = useIpcQuery('app.state', {}).data?.network?.isLocal ?? false
  const requested = depositBeingMade(connection)
  const plan =
    wallet.data && cost !== undefined ? planTopUp(wallet.data, cost, isLocal, requested, fee) : undefined
  const isShort = plan !== undefined && plan.way !== 'enough'
  const amount = chosen !== undefined && plan?.amounts.includes(chosen) === true ? chosen : plan?.amounts[0]
  const adding = isShort && amount !== undefined ? { plan, amount } : undefined
  return { wallet, plan, isShort, adding, choose }
}

function depositBeingMade(connection: IpcOutput<'connection'> | undefined): Amount | null {
  return connection?.state === 'connecting' ? connection.deposit : null
}
