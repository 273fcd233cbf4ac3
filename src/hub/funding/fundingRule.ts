import { type SignedRequest, verifyRequest } from '../../protocol/purchase.ts'
import type { Address } from '../../shared/ids.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'
import type { TransactionLimits } from './transactionLimits.ts'

/** For how many accounts that sell to it one account can have the hub put money into a channel. */
const grantsPerSponsor = 16

/**
 * Whose channels the hub puts money into where it does so for those who sell: whoever was invited, has put in a deposit of
 * their own, or has a sale waiting: a request to buy, signed by somebody who has put money in. An account costs nothing to
 * make, a deposit does; so strangers can't have the budget locked up for nothing.
 */
export class FundingRule {
  readonly #store: HubStore
  readonly #limits: Pick<TransactionLimits, 'isEstablished'>
  readonly #now: Clock

  constructor(store: HubStore, limits: Pick<TransactionLimits, 'isEstablished'>, now: Clock) {
    this.#store = store
    this.#limits = limits
    this.#now = now
  }

  /** The operator has invited this account. */
  invite(account: Address): void {
    this.#store
      .prepare('INSERT OR REPLACE INTO funding_grants (account, sponsor) VALUES (?, NULL)')
      .run(account)
  }

  /**
   * @param sale what somebody has asked to buy of the account
   * @throws BuskerError `PROTOCOL_FORGED` where the sale was not signed by its buyer
   */
  async admits(account: Address, sale?: SignedRequest): Promise<boolean> {
    if (this.#limits.isEstablished(account) || this.#isGranted(account)) return true
    if (sale === undefined || sale.request.seller !== account) return false
    const { buyer, expiry } = sale.request
    if (expiry <= this.#now() || !this.#limits.isEstablished(buyer)) return false
    await verifyRequest(sale)
    this.#grant(account, buyer)
    return this.#isGranted(account)
  }

  #isGranted(account: Address): boolean {
    return this.#store.prepare('SELECT 1 FROM funding_grants WHERE account = ?').get(account) !== undefined
  }

  #grant(account: Address, sponsor: Address): void {
    this.#store
      .prepare(
        `INSERT INTO funding_grants (account, sponsor) SELECT @account, @sponsor
         WHERE (SELECT count(*) FROM funding_grants WHERE sponsor = @sponsor) < @most
         ON CONFLICT DO NOTHING`,
      )
      .run({ account, sponsor, most: grantsPerSponsor })
  }
}
