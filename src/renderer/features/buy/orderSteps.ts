import { type PurchaseState, succeededPurchaseStates } from '../../../shared/orderStates.ts'
import type { ProgressStep } from '../../ui/StepList.tsx'
import { elapsedTime } from '../../ui/time.ts'
import type { Buying } from './buyStore.ts'
import { type PurchaseStep, purchaseSteps, type PurchaseTextContext } from './purchaseText.ts'
import type { TopUpStep } from './topUp.ts'
import { t } from '../../../shared/i18n/t.ts'

/** What filling the balance up does, step by step. */
export const topUpLabels: Readonly<Record<TopUpStep, string>> = {
  get faucet() {
    return t('buy.fetchingPlayMoney')
  },
  get channel() {
    return t('buy.connectingToTheHub')
  },
  get deposit() {
    return t('buy.addingToYourBalanceLabel')
  },
}
const topUpOrder = ['faucet', 'channel', 'deposit'] as const

/** Which of an order's states begins each step, and which ends it. */
const stepBounds: Readonly<
  Record<PurchaseStep['id'], readonly [readonly PurchaseState[], readonly PurchaseState[]]>
> = {
  asking: [['requested'], ['paying', 'paid']],
  paying: [['paying'], ['paid']],
  opening: [['paid'], succeededPurchaseStates],
  ready: [[], []],
}

/** An order from topping up to playing, with what each step took. @param now milliseconds since epoch */
export function orderSteps(buying: Buying, words: PurchaseTextContext, now: number): ProgressStep[] {
  const { startedAt, phase, purchase, topUpStep } = buying
  const isToppingUp = phase === 'toppingUp' || (phase === 'failed' && topUpStep !== null && purchase === null)
  const ended = startedAt['requested']
  const filling = topUpOrder
    .filter((step) => startedAt[step] !== undefined)
    .map((step, index, all): ProgressStep => {
      const next = all[index + 1]
      const end = next === undefined ? ended : startedAt[next]
      const state = end !== undefined ? 'done' : phase === 'failed' ? 'failed' : 'running'
      return { id: step, label: topUpLabels[step], state, note: elapsedSince(startedAt[step], end ?? now) }
    })
  const ordering = purchaseSteps(purchase, words).map((step): ProgressStep => {
    const [from, to] = stepBounds[step.id]
    const begin = earliest(startedAt, from)
    const state = isToppingUp && filling.length > 0 ? 'waiting' : step.state
    const isTimed = state === 'done' || state === 'running'
    return {
      ...step,
      state,
      note: isTimed ? elapsedSince(begin, earliest(startedAt, to) ?? now) : undefined,
    }
  })
  return [...filling, ...ordering]
}

function earliest(startedAt: Buying['startedAt'], states: readonly PurchaseState[]): number | undefined {
  const times = states.flatMap((state) => startedAt[state] ?? [])
  return times.length === 0 ? undefined : Math.min(...times)
}

function elapsedSince(begin: number | undefined, end: number): string | undefined {
  return begin === undefined ? undefined : elapsedTime(end - begin)
}
