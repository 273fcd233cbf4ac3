import { numberOf, rowOf, rowsOf, type SqlEngine, type Steps } from '../../database/steps.ts'
import { type SignedRequest, verifyRequest } from '../../protocol/purchase.ts'
import type { Address } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { TransactionLimits } from './transactionLimits.ts'

/** For how many accounts that sell to it one account can have the hub put money into a channel. */
const grantsPerSponsor = 16

/**
 * Whose channels the hub puts money into where it does so for those who sell: whoever was invited, has put in a deposit of
 * their own, or has a sale waiting: a request to buy, signed by somebody who has put money in. An account costs nothing to
 * make, a deposit does; so strangers can't have the budget locked up for nothing.
 */
export class FundingRule {
  readonly #engine: SqlEngine
  readonly #limits: Pick<TransactionLimits, 'isEstablished'>
  readonly #now: Clock

  constructor(engine: SqlEngine, limits: Pick<TransactionLimits, 'isEstablished'>, now: Clock) {
    this.#engine = engine
    this.#limits = limits
    this.#now = now
  }

  /** The operator has invited this account. */
  async invite(account: Address): Promise<void> {
    await this.#engine.change(() =>
      rowsOf(
        `INSERT INTO funding_grants (account, sponsor) VALUES ($1, NULL)
         ON CONFLICT (account) DO UPDATE SET sponsor = NULL`,
        account,
      ),
    )
  }

  /**
   * @param sale what somebody has asked to buy of the account
   * @throws BuskerError `PROTOCOL_FORGED` where the sale was not signed by its buyer
   */
  async admits(account: Address, sale?: SignedRequest): Promise<boolean> {
    if (await this.#engine.read(() => this.#isAdmitted(account))) return true
    if (sale === undefined || sale.request.seller !== account) return false
    const { buyer, expiry } = sale.request
    if (expiry <= this.#now()) return false
    if (!(await this.#engine.read(() => this.#limits.isEstablished(buyer)))) return false
    await verifyRequest(sale)
    return this.#engine.change(() => this.#grant(account, buyer))
  }

  *#isAdmitted(account: Address): Steps<boolean> {
    return (yield* this.#limits.isEstablished(account)) || (yield* isGranted(account))
  }

  *#grant(account: Address, sponsor: Address): Steps<boolean> {
    const given = yield* numberOf('SELECT count(*) AS n FROM funding_grants WHERE sponsor = $1', sponsor)
    if (given < grantsPerSponsor) {
      yield* rowsOf(
        'INSERT INTO funding_grants (account, sponsor) VALUES ($1, $2) ON CONFLICT (account) DO NOTHING',
        account,
        sponsor,
      )
    }
    return yield* isGranted(account)
  }
}

function* isGranted(account: Address): Steps<boolean> {
  return (yield* rowOf('SELECT account FROM funding_grants WHERE account = $1', account)) !== undefined
}
