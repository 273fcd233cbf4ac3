import type { SettledShare } from '../../raiden/raidenContract.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'
import {
  defaultTransactionTerms,
  TransactionLimits,
  transactionsFor,
  type TransactionTerms,
} from './transactionLimits.ts'

/** What the operator gives, in base units of the network's token. */
export interface FundingTerms {
  /** Into each channel, and again whenever its owner has been paid so much that less than half of it is left. */
  readonly deposit: Amount
  /** The most that is ever added to the channels of one account beyond the first deposit. */
  readonly topUps: Amount
  /** For all channels together: what is promised, in channels, or did not come back from them. */
  readonly budget: Amount
  /** Whose channels it puts money into: of whoever asks, or of those who sell ({@link FundingRule}). Default whoever asks. */
  readonly for?: 'anyone' | 'sellers'
  /** For how many days nothing may move in a channel before the hub closes it; left out: it stays open. */
  readonly reclaimAfterDays?: number | undefined
  /** Wei that are kept for closing and settling: with less, no channel is opened. Default 0. */
  readonly gasReserve?: Amount
  /** What the hub pays gas for. Default {@link defaultTransactionTerms}. */
  readonly transactions?: TransactionTerms
}

/** `settled`: the channel is gone, and the account may ask for another one. */
export type FundingState = 'intended' | 'open' | 'settled'

export interface FundedChannel {
  readonly account: Address
  /** What the hub's deposit is to be, top-ups included. */
  readonly deposit: Amount
  /** True when the channel was open before: where it is gone, it is not opened again. */
  readonly isTopUp: boolean
  readonly state: FundingState
  /** The channel's identifier on chain; null before it is known. */
  readonly channel: number | null
  /** The hub is to close this channel: nothing is put into it any more. */
  readonly closing: boolean
}

interface Row {
  readonly account: Address
  readonly deposit: string
  readonly state: 'intended' | 'open'
  readonly present: string
  readonly channel: number | null
  readonly closing: 0 | 1
  readonly settled: 0 | 1
}

/**
 * The channels that the hub has reserved money for, written before anything is sent to the chain. One row an account: so
 * nobody has two promises at once.
 */
export class FundingLedger {
  readonly #store: HubStore
  readonly #terms: FundingTerms
  readonly #now: Clock
  /** Counted together with what is promised. */
  readonly transactionLimits: TransactionLimits

  constructor(store: HubStore, terms: FundingTerms, now: Clock) {
    this.transactionLimits = new TransactionLimits(store, terms.transactions ?? defaultTransactionTerms, now)
    this.#store = store
    this.#terms = terms
    this.#now = now
  }

  /**
   * The channel of this account, with its deposit reserved now if it was not before, or if the one before it is settled.
   * What is reserved counts as spent until it has come back.
   *
   * @throws BuskerError `HUB_BUDGET_SPENT`, `HUB_GAS_LIMIT`
   */
  reserve(account: Address): FundedChannel {
    return this.#store.transaction(() => {
      const known = this.find(account)
      if (known !== null && known.state !== 'settled') return known
      const { deposit, budget } = this.#terms
      if (this.spent() + deposit > budget) {
        throw new BuskerError(
          'HUB_BUDGET_SPENT',
          'The hub has given away what its operator set aside for new channels. Open a channel with your own deposit, or tell the operator.',
        )
      }
      this.transactionLimits.take(account, transactionsFor.channel)
      this.#store
        .prepare(
          `INSERT INTO funded_channels (account, deposit, state, intended_at) VALUES (?, ?, 'intended', ?)
           ON CONFLICT DO UPDATE SET deposit = excluded.deposit, state = 'intended', intended_at = excluded.intended_at`,
        )
        .run(account, String(deposit), this.#now())
      this.#progress(account, 'channel = NULL, closing = 0, settled = 0')
      return this.#get(account)
    })()
  }

  /**
   * Reserves another deposit for an open channel.
   *
   * @returns false where nothing may be added: nothing is reserved for the account, a deposit is under way, the channel is
   *   to be closed, or what the operator set aside, for one account or for all, is spent, gas included
   */
  topUp(account: Address): boolean {
    return this.#store.transaction(() => {
      const known = this.find(account)
      const { deposit, topUps, budget } = this.#terms
      if (known?.state !== 'open' || known.closing) return false
      const { present, total } = this.#topUps(account)
      if (total + deposit > topUps || this.spent() + deposit > budget) return false
      if (!this.transactionLimits.hasRoom(account, transactionsFor.topUp)) return false
      this.transactionLimits.take(account, transactionsFor.topUp)
      this.#setTopUps(account, present + deposit, total + deposit)
      this.#setState(account, 'intended')
      return true
    })()
  }

  /** The deposit is in the channel. @param channel its identifier on chain */
  markOpen(account: Address, channel?: number): void {
    this.#store.transaction(() => {
      this.#setState(account, 'open')
      if (channel !== undefined) this.markChannel(account, channel)
    })()
  }

  /** The promise is about this channel from now on. */
  markChannel(account: Address, channel: number): void {
    this.#progress(account, 'channel = @channel', { channel })
  }

  /**
   * The hub is going to close the channel: what was promised on top of what is in it is taken back.
   *
   * @throws BuskerError `HUB_GAS_LIMIT`
   */
  markClosing(account: Address, inChannel: Amount): void {
    this.#store.transaction(() => {
      this.transactionLimits.take(account, transactionsFor.close)
      const known = this.find(account)
      if (known === null || known.state === 'settled') return
      this.#dropTopUp(known, inChannel)
      this.#progress(account, 'closing = 1')
    })()
  }

  /** A top-up that can't be made any more, because the channel is being closed, is promised no longer. */
  dropTopUp(account: Address, inChannel: Amount): void {
    this.#store.transaction(() => {
      const known = this.find(account)
      if (known !== null) this.#dropTopUp(known, inChannel)
    })()
  }

  /** The channel was closed because its owner's state is lost: the deposit comes back, so it is reserved again. */
  markReturned(account: Address): void {
    this.#store.transaction(() => {
      this.#store.prepare("UPDATE top_ups SET present = '0' WHERE account = ?").run(account)
      this.#setState(account, 'intended')
    })()
  }

  /**
   * The channel is settled. What did not come back of its first deposit stays spent; where the hub closed it for its
   * owner, another one is promised already.
   *
   * @param channel as this ledger has it: a newer one is left alone
   * @param share what the hub had put into it, and got of it; null where that is not known, and then all that was promised is
   *   taken to have been in it, and nothing to have come back. What was never sent is not lost
   */
  markSettled(account: Address, channel: number | null, share: SettledShare | null): void {
    this.#store.transaction(() => {
      const known = this.find(account)
      if (known === null || known.channel !== channel || known.state === 'settled') return
      const isPromisedAgain = known.closing && known.state === 'intended' && !known.isTopUp
      const { present } = this.#topUps(account)
      const { deposited, returned } = share ?? { deposited: known.deposit, returned: 0n }
      const first = (deposited < known.deposit ? deposited : known.deposit) - present
      const unreturned = this.#unreturned(account) + first - returned
      this.#store.prepare("UPDATE top_ups SET present = '0' WHERE account = ?").run(account)
      this.#progress(account, 'channel = NULL, closing = 0, settled = @settled, unreturned = @unreturned', {
        settled: isPromisedAgain ? 0 : 1,
        unreturned: String(unreturned),
      })
    })()
  }

  /** What is known of the account's channel; null where nothing was ever reserved. */
  find(account: Address): FundedChannel | null {
    return this.#rows('WHERE account = ?', account)[0] ?? null
  }

  /** Reserved, and not known to be open: oldest first. */
  intended(): FundedChannel[] {
    return this.#rows("WHERE state = 'intended' AND coalesce(settled, 0) = 0 ORDER BY intended_at")
  }

  /** All whose channel is not known to be settled. */
  live(): FundedChannel[] {
    return this.#rows('WHERE coalesce(settled, 0) = 0 ORDER BY intended_at')
  }

  /** What is promised or in channels, with all that was ever added to any, and what did not come back; base units. */
  spent(): Amount {
    const sum = (sql: string) =>
      this.#store
        .prepare<[], string>(sql)
        .pluck()
        .all()
        .reduce((total, text) => total + BigInt(text), 0n)
    const promised = sum(
      `SELECT deposit FROM funded_channels LEFT JOIN channel_progress USING (account) WHERE coalesce(settled, 0) = 0
       UNION ALL SELECT total FROM top_ups`,
    )
    const unreturned = sum('SELECT unreturned FROM channel_progress')
    return toAmount(promised + (unreturned > 0n ? unreturned : 0n))
  }

  get terms(): FundingTerms {
    return this.#terms
  }

  #dropTopUp({ account, state, isTopUp, deposit }: FundedChannel, inChannel: bigint): void {
    if (state !== 'intended' || !isTopUp) return
    const missing = deposit > inChannel ? deposit - inChannel : 0n
    const { present, total } = this.#topUps(account)
    const dropped = missing < present ? missing : present
    this.#setTopUps(account, present - dropped, total - dropped)
    this.#setState(account, 'open')
  }

  #setState(account: Address, state: 'intended' | 'open'): void {
    this.#store.prepare('UPDATE funded_channels SET state = ? WHERE account = ?').run(state, account)
  }

  #setTopUps(account: Address, present: bigint, total: bigint): void {
    this.#store
      .prepare('INSERT OR REPLACE INTO top_ups (account, present, total) VALUES (?, ?, ?)')
      .run(account, String(present), String(total))
  }

  #progress(account: Address, change: string, values: Readonly<Record<string, string | number>> = {}): void {
    this.#store
      .prepare(
        `INSERT INTO channel_progress (account, channel, closing, settled, unreturned) VALUES (@account, NULL, 0, 0, '0')
         ON CONFLICT DO NOTHING`,
      )
      .run({ account })
    this.#store
      .prepare(`UPDATE channel_progress SET ${change} WHERE account = @account`)
      .run({ ...values, account })
  }

  #topUps(account: Address): { readonly present: bigint; readonly total: bigint } {
    const row = this.#store
      .prepare<[string], { present: string; total: string }>(
        'SELECT present, total FROM top_ups WHERE account = ?',
      )
      .get(account)
    return { present: BigInt(row?.present ?? 0), total: BigInt(row?.total ?? 0) }
  }

  #unreturned(account: Address): bigint {
    const text = this.#store
      .prepare<[string], string>('SELECT unreturned FROM channel_progress WHERE account = ?')
      .pluck()
      .get(account)
    return BigInt(text ?? 0)
  }

  #get(account: Address): FundedChannel {
    const found = this.find(account)
    if (found === null) throw new Error('A promise that was written is not there.')
    return found
  }

  #rows(where: string, ...parameters: string[]): FundedChannel[] {
    const sql = `SELECT account, deposit, state, coalesce(present, '0') AS present, channel,
        coalesce(closing, 0) AS closing, coalesce(settled, 0) AS settled
      FROM funded_channels LEFT JOIN top_ups USING (account) LEFT JOIN channel_progress USING (account) ${where}`
    return this.#store
      .prepare<string[], Row>(sql)
      .all(...parameters)
      .map(({ account, deposit, present, state, channel, closing, settled }) => {
        const added = BigInt(present)
        return {
          account,
          channel,
          state: settled === 1 ? 'settled' : state,
          closing: closing === 1,
          deposit: toAmount(BigInt(deposit) + added),
          isTopUp: added > 0n,
        }
      })
  }
}
