import type { UrgentTransactions } from '../chain/urgentTransactions.ts'
import { toErrorData } from '../shared/errors.ts'
import type { Address } from '../shared/ids.ts'
import type { TowerRecords } from './towerRecords.ts'

const dayMs = 24 * 60 * 60_000
const answersShown = 20

/** How a tower is. Amounts are decimal strings in wei, so that all of it can be JSON. */
export interface TowerStatus {
  readonly account: Address
  /** Null: the chain does not answer. */
  readonly gasWei: string | null
  readonly chainProblem: string | null
  /** Sides of channels that are watched, and how many of them are closed. */
  readonly watched: number
  readonly closed: number
  readonly spentToday: string
  /** What it handed in last, newest first. */
  readonly answers: readonly {
    readonly channel: string
    readonly participant: Address
    readonly nonce: string
    readonly outcome: string
    readonly cost: string
    readonly sentAt: string
  }[]
}

export async function readTowerStatus(
  records: TowerRecords,
  {
    account,
    transactions,
    now,
  }: {
    readonly account: Address
    readonly transactions: Pick<UrgentTransactions, 'gasBalance'>
    readonly now: number
  },
): Promise<TowerStatus> {
  const [balance] = await Promise.allSettled([transactions.gasBalance()])
  return {
    account,
    gasWei: balance.status === 'fulfilled' ? String(balance.value) : null,
    chainProblem: balance.status === 'rejected' ? toErrorData(balance.reason).message : null,
    watched: records.count(),
    closed: records.count('closed'),
    spentToday: String(records.spentSince(now - dayMs)),
    answers: records.answers(answersShown).map(({ channel, participant, nonce, outcome, cost, sentAt }) => ({
      channel: String(channel),
      participant,
      nonce: String(nonce),
      outcome,
      cost: String(cost),
      sentAt: new Date(sentAt).toISOString(),
    })),
  }
}
