import type { accountApi, JoinedPolicy } from '../../shared/api/account.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { openPolicy } from '../access/sealedPolicy.ts'
import { hasAccess } from '../../shared/orderStates.ts'
import type { Purchase, Purchases } from '../market/purchases.ts'
import type { Tips } from '../wallet/tips.ts'

interface Parts {
  /** The node's owner. */
  readonly account: Address
  readonly tips: Pick<Tips, 'send'>
  readonly purchases: Pick<Purchases, 'list'>
}

/** Sends tips, and answers which policies were joined. */
export function accountHandlers({
  account,
  tips,
  purchases,
}: Parts): Pick<ApiHandlers<typeof accountApi>, 'send' | 'joinedPolicies'> {
  return {
    async send({ to, amount, maximumFee }, { signal }) {
      const { secretHash, state, fee } = await tips.send(to, amount, signal, { maximumFee })
      return { secretHash, outcome: state, fee: toAmount(fee) }
    },
    joinedPolicies: async () =>
      purchases
        .list()
        .filter(({ recipient }) => recipient === account)
        .flatMap((purchase) => joinedPolicyOf(purchase) ?? []),
  }
}

/** The policy that came with a purchase; undefined before it is paid, or while the seller is asked for a sound one. */
function joinedPolicyOf(purchase: Purchase): JoinedPolicy | undefined {
  const { sealedPolicy, secret, seller, label, changedAt } = purchase
  if (sealedPolicy === null || secret === null) return undefined
  try {
    const { id, threshold, shares, end } = openPolicy(sealedPolicy, secret).statement.body
    return {
      id,
      label,
      publisher: seller,
      threshold,
      shares,
      end,
      joinedAt: hasAccess(purchase) ? changedAt : null,
    }
  } catch (error) {
    if (isBuskerError(error)) return undefined
    throw error
  }
}
