import { rowsOf, type SqlEngine, type Steps } from '../../database/steps.ts'
import type { SettledShare } from '../../raiden/raidenContract.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'
import type { Clock } from '../clock.ts'
import type { FundedChannel } from './fundedChannel.ts'
import {
  channelsOf,
  dropTopUpOf,
  findChannel,
  intendedChannels,
  progress,
  setState,
  setTopUps,
  spentAmount,
  topUpsOf,
  unreturnedOf,
} from './fundingRows.ts'
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

/**
 * The channels that the hub has reserved money for, written before anything is sent to the chain. One row an account: so
 * nobody has two promises at once.
 */
export class FundingLedger {
  readonly #engine: SqlEngine
  readonly #terms: FundingTerms
  readonly #now: Clock
  /** Counted together with what is promised. */
  readonly transactionLimits: TransactionLimits

  constructor(engine: SqlEngine, terms: FundingTerms, now: Clock) {
    this.transactionLimits = new TransactionLimits(engine, terms.transactions ?? defaultTransactionTerms, now)
    this.#engine = engine
    this.#terms = terms
    this.#now = now
  }

  /**
   * The channel of this account, with its deposit reserved now if it was not before, or if the one before it is settled.
   * What is reserved counts as spent until it has come back.
   *
   * @param admit refuses, by throwing, what would be reserved now
   * @throws BuskerError `HUB_BUDGET_SPENT`, `HUB_GAS_LIMIT`, `DATABASE_UNREACHABLE` (as all methods here), what `admit` throws
   */
  async reserve(account: Address, admit?: () => Steps<void>): Promise<FundedChannel> {
    return this.#engine.change(() => this.reserving(account, admit))
  }

  /** {@link reserve} as steps of the caller's change. */
  *reserving(account: Address, admit?: () => Steps<void>): Steps<FundedChannel> {
    const known = yield* findChannel(account)
    if (known !== null && known.state !== 'settled') return known
    if (admit !== undefined) yield* admit()
    const { deposit, budget } = this.#terms
    if ((yield* spentAmount()) + deposit > budget) {
      throw new BuskerError(
        'HUB_BUDGET_SPENT',
        'The hub has given away what its operator set aside for new channels. Open a channel with your own deposit, or tell the operator.',
      )
    }
    yield* this.transactionLimits.take(account, transactionsFor.channel)
    yield* rowsOf(
      `INSERT INTO funded_channels (account, deposit, state, intended_at) VALUES ($1, $2, 'intended', $3)
       ON CONFLICT (account) DO UPDATE SET deposit = excluded.deposit, state = 'intended', intended_at = excluded.intended_at`,
      account,
      String(deposit),
      this.#now(),
    )
    yield* progress(account, 'channel = NULL, closing = 0, settled = 0')
    const reserved = yield* findChannel(account)
    if (reserved === null) throw new Error('A promise that was written is not there.')
    return reserved
  }

  /**
   * Reserves another deposit for an open channel.
   *
   * @returns false where nothing may be added: nothing is reserved for the account, a deposit is under way, the channel is
   *   to be closed, or what the operator set aside, for one account or for all, is spent, gas included
   */
  async topUp(account: Address): Promise<boolean> {
    return this.#engine.change(() => this.#topUp(account))
  }

  *#topUp(account: Address): Steps<boolean> {
    const known = yield* findChannel(account)
    const { deposit, topUps, budget } = this.#terms
    if (known?.state !== 'open' || known.closing) return false
    const { present, total } = yield* topUpsOf(account)
    if (total + deposit > topUps || (yield* spentAmount()) + deposit > budget) return false
    if (!(yield* this.transactionLimits.hasRoom(account, transactionsFor.topUp))) return false
    yield* this.transactionLimits.take(account, transactionsFor.topUp)
    yield* setTopUps(account, present + deposit, total + deposit)
    yield* setState(account, 'intended')
    return true
  }

  /**
   * Where all that is promised is in the open channel, the promise is kept.
   *
   * @returns false where something is missing
   */
  async markFunded(
    account: Address,
    channel: { readonly id: number; readonly ownDeposit: Amount } | null,
  ): Promise<boolean> {
    return this.#engine.change(function* () {
      const known = yield* findChannel(account)
      if (known?.state !== 'intended') return true
      if (channel === null || known.closing || channel.ownDeposit < known.deposit) return false
      yield* setState(account, 'open')
      yield* progress(account, 'channel = $2', channel.id)
      return true
    })
  }

  /** The deposit is in the channel. @param channel its identifier on chain */
  async markOpen(account: Address, channel?: number): Promise<void> {
    await this.#engine.change(function* () {
      yield* setState(account, 'open')
      if (channel !== undefined) yield* progress(account, 'channel = $2', channel)
    })
  }

  /** The promise is about this channel from now on. */
  async markChannel(account: Address, channel: number): Promise<void> {
    await this.#engine.change(() => progress(account, 'channel = $2', channel))
  }

  /**
   * The hub is going to close the channel: what was promised on top of what is in it is taken back.
   *
   * @throws BuskerError `HUB_GAS_LIMIT`
   */
  async markClosing(account: Address, inChannel: Amount): Promise<void> {
    const limits = this.transactionLimits
    await this.#engine.change(function* () {
      yield* limits.take(account, transactionsFor.close)
      const known = yield* findChannel(account)
      if (known === null || known.state === 'settled') return
      yield* dropTopUpOf(known, inChannel)
      yield* progress(account, 'closing = 1')
    })
  }

  /** A top-up that can't be made any more, because the channel is being closed, is promised no longer. */
  async dropTopUp(account: Address, inChannel: Amount): Promise<void> {
    await this.#engine.change(function* () {
      const known = yield* findChannel(account)
      if (known !== null) yield* dropTopUpOf(known, inChannel)
    })
  }

  /** The channel was closed because its owner's state is lost: the deposit comes back, so it is reserved again. */
  async markReturned(account: Address): Promise<void> {
    await this.#engine.change(function* () {
      yield* rowsOf("UPDATE top_ups SET present = '0' WHERE account = $1", account)
      yield* setState(account, 'intended')
    })
  }

  /**
   * The channel is settled. What did not come back of its first deposit stays spent; where the hub closed it for its
   * owner, another one is promised already.
   *
   * @param channel as this ledger has it: a newer one is left alone
   * @param share what the hub had put into it, and got of it; null where that is not known, and then all that was promised is
   *   taken to have been in it, and nothing to have come back. What was never sent is not lost
   */
  async markSettled(account: Address, channel: number | null, share: SettledShare | null): Promise<void> {
    await this.#engine.change(function* () {
      const known = yield* findChannel(account)
      if (known === null || known.channel !== channel || known.state === 'settled') return
      const isPromisedAgain = known.closing && known.state === 'intended' && !known.isTopUp
      const { present } = yield* topUpsOf(account)
      const { deposited, returned } = share ?? { deposited: known.deposit, returned: 0n }
      const first = (deposited < known.deposit ? deposited : known.deposit) - present
      const unreturned = (yield* unreturnedOf(account)) + first - returned
      yield* rowsOf("UPDATE top_ups SET present = '0' WHERE account = $1", account)
      yield* progress(
        account,
        'channel = NULL, closing = 0, settled = $2, unreturned = $3',
        isPromisedAgain ? 0 : 1,
        String(unreturned),
      )
    })
  }

  /** What is known of the account's channel; null where nothing was ever reserved. */
  async find(account: Address): Promise<FundedChannel | null> {
    return this.#engine.read(() => findChannel(account))
  }

  /** Reserved, and not known to be open: oldest first. */
  async intended(): Promise<readonly FundedChannel[]> {
    return this.#engine.read(intendedChannels)
  }

  /** All whose channel is not known to be settled. */
  async live(): Promise<readonly FundedChannel[]> {
    return this.#engine.read(() => channelsOf('WHERE coalesce(settled, 0) = 0 ORDER BY intended_at'))
  }

  /** What is promised or in channels, with all that was ever added to any, and what did not come back; base units. */
  async spent(): Promise<Amount> {
    return this.#engine.read(spentAmount)
  }

  get terms(): FundingTerms {
    return this.#terms
  }
}
