import type { Steps } from '../../database/steps.ts'
import type { SignedRequest } from '../../protocol/purchase.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { inCoins } from '../../shared/token.ts'
import type { FundingLedger, FundingTerms } from './fundingLedger.ts'
import { intendedChannels, spentAmount } from './fundingRows.ts'
import type { FundingRule } from './fundingRule.ts'

export interface AdmissionParts {
  readonly ledger: Pick<FundingLedger, 'terms'>
  /** Null where the hub puts money into the channel of whoever asks. */
  readonly rule: Pick<FundingRule, 'admits'> | null
  /** What the hub's account has on chain: base units of the token, wei. */
  readonly balances: () => Promise<{ readonly token: bigint; readonly gasWei: bigint }>
  /** Symbol of the chain's coin. */
  readonly coin: string
}

/** How long what the account has is believed, ms: many ask at once. */
const believedMs = 1_000

/** Looks up what is needed, and hands back what refuses: steps of the change in which the promise is written. */
export type Admission = (account: Address, sale: SignedRequest | undefined) => Promise<() => Steps<void>>

/**
 * Refuses whoever would be promised a channel that the hub can't pay for, or that is for those who sell. However many ask at
 * once, no more is promised than there is.
 *
 * @returns what it hands back throws BuskerError `HUB_NOT_SELLING`, `HUB_GAS_LOW`, `HUB_TOKENS_LOW`
 */
export function createAdmission({ ledger, rule, balances, coin }: AdmissionParts): Admission {
  let asked: { readonly at: number; readonly answer: ReturnType<typeof balances> } | null = null
  const account = () => {
    if (asked === null || performance.now() - asked.at > believedMs) {
      asked = { at: performance.now(), answer: balances() }
    }
    return asked.answer
  }
  return async (whom, sale) => {
    if (rule !== null && !(await rule.admits(whom, sale))) {
      throw new BuskerError(
        'HUB_NOT_SELLING',
        'This hub puts its money into channels of those who sell: who was invited, has put in a deposit of their own, or has a buyer waiting who has. Open it with a deposit of your own, or ask again when somebody has asked to buy from you.',
      )
    }
    const has = await account()
    return () => refuseUnpaid(ledger.terms, has, coin)
  }
}

function* refuseUnpaid(
  { deposit, budget, gasReserve }: FundingTerms,
  { token, gasWei }: Awaited<ReturnType<AdmissionParts['balances']>>,
  coin: string,
): Steps<void> {
  if ((yield* spentAmount()) + deposit > budget) return
  if (gasWei <= (gasReserve ?? 0n)) {
    throw new BuskerError(
      'HUB_GAS_LOW',
      `This hub has ${inCoins(gasWei)} ${coin} left and keeps them for closing channels. Tell its operator, or open the channel with a deposit of your own.`,
    )
  }
  const intended = yield* intendedChannels()
  const promised = intended.reduce((sum, each) => sum + each.deposit, 0n)
  if (token - promised < deposit) {
    throw new BuskerError(
      'HUB_TOKENS_LOW',
      'This hub has too few tokens for another channel now. Tell its operator, or open the channel with a deposit of your own.',
    )
  }
}
