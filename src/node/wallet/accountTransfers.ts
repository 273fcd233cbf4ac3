import { encodeFunctionData, erc20Abi } from 'viem'
import type { KeptTransactions, TransactionContent, TransactionTerms } from '../../chain/keptTransactions.ts'
import type { TransferAsset } from '../../shared/api/transfers.ts'
import { BuskerError, type ErrorCode } from '../../shared/errors.ts'
import { type Address, hex32 } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import { inCoins } from '../../shared/token.ts'
import { readRecipient, type RecipientRules, withChecksum } from './recipient.ts'
import type { AccountTransfer, TransferRecords } from './transferRecords.ts'

export interface AccountTransfersOptions extends RecipientRules {
  readonly records: TransferRecords
  readonly transactions: Pick<KeptTransactions, 'terms' | 'sign' | 'broadcast' | 'outcome'>
  /** Runs a task while nothing else in this process takes a nonce of the account. */
  readonly exclusively: <T>(task: () => Promise<T>) => Promise<T>
  readonly token: Address
  /** Symbol of the chain's coin. */
  readonly coin: string
  /** What the account has of both: base units of the token, wei. */
  readonly balances: () => Promise<{ readonly token: Amount; readonly coin: Amount }>
  /** Wei that closing what is open would take. */
  readonly gasToKeep: () => Promise<Amount>
  /** Blocks that have to follow before a transfer counts. */
  readonly confirmations: number
  readonly intervalMs: number
  /** How long the chain has to say that another transaction has its place, before that is believed, ms. */
  readonly displacedMs: number
  readonly now: () => number
  /** A new one is in the store, and not sent yet. */
  readonly onNew?: (transfer: AccountTransfer) => void
  readonly onChange: () => void
  readonly onProblem: (problem: unknown) => void
}

/** Whom to send what. */
export interface TransferRequest {
  readonly to: string
  readonly asset: TransferAsset
  readonly amount: Amount
}

interface Quote {
  readonly recipient: Address
  readonly content: TransactionContent
  readonly terms: TransactionTerms
  /** At most, wei. */
  readonly fee: Amount
}

/**
 * Sends tokens and coin out of the account. A transfer is signed once, with one nonce, and stands in the store before it
 * leaves; from then on, after any crash, the same transaction is sent again until the chain has it, or has another in its place.
 */
export class AccountTransfers implements Startable {
  readonly #options: AccountTransfersOptions
  #timer: NodeJS.Timeout | undefined
  #looking: Promise<void> = Promise.resolve()
  #isRunning = false
  /** Since when the chain says of a transfer that another transaction has its place. */
  readonly #displacedSince = new Map<string, number>()

  constructor(options: AccountTransfersOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    this.#look()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    clearTimeout(this.#timer)
    await this.#looking
  }

  /** Newest first. */
  list(): AccountTransfer[] {
    return this.#options.records.list()
  }

  /**
   * Checks a transfer, and says what it costs at most, wei.
   *
   * @throws BuskerError `WALLET_ADDRESS_*`, `WALLET_TIP_NOTHING`, `WALLET_TOKENS_MISSING`, `WALLET_GAS_MISSING`,
   * `WALLET_GAS_RESERVED`, `RAIDEN_CHAIN_UNREACHABLE`
   */
  async quote(request: TransferRequest): Promise<{ readonly to: string; readonly fee: Amount }> {
    const { recipient, fee } = await this.#quote(request)
    return { to: withChecksum(recipient), fee }
  }

  /**
   * Resolves when the transfer is in the store and on its way. With the `id` of one that is there already nothing is sent.
   *
   * @param maximumFee wei that the person agreed to
   * @throws BuskerError `WALLET_FEE_ROSE`; as {@link quote}
   */
  send(
    request: TransferRequest & { readonly id: string; readonly maximumFee: Amount },
  ): Promise<AccountTransfer> {
    const { records, transactions, exclusively, now, onNew, onChange } = this.#options
    return exclusively(async () => {
      const known = records.get(request.id)
      if (known !== undefined) return known
      const { recipient, content, terms, fee: today } = await this.#quote(request)
      const agreed = request.maximumFee / terms.gas
      const maxFeePerGas = terms.maxFeePerGas < agreed ? terms.maxFeePerGas : agreed
      if (maxFeePerGas < terms.leastFeePerGas) throw this.#feeRose(today)
      const { nonce, hash, serialized } = await transactions.sign(content, { ...terms, maxFeePerGas })
      const at = now()
      const transfer: AccountTransfer = {
        id: request.id,
        asset: request.asset,
        recipient,
        amount: request.amount,
        fee: toAmount(terms.gas * maxFeePerGas),
        nonce,
        hash: hex32.parse(hash),
        serialized,
        state: 'sending',
        code: null,
        message: null,
        createdAt: at,
        changedAt: at,
      }
      records.insert(transfer)
      onNew?.(transfer)
      onChange()
      await this.#broadcast(transfer)
      return records.get(request.id) ?? transfer
    })
  }

  async #quote({ to, asset, amount }: TransferRequest): Promise<Quote> {
    const { transactions, token, balances } = this.#options
    const recipient = readRecipient(to, this.#options)
    if (amount === 0n) throw new BuskerError('WALLET_TIP_NOTHING', 'Choose an amount above zero.')
    const has = await balances()
    if (asset === 'token' && has.token < amount) {
      throw new BuskerError(
        'WALLET_TOKENS_MISSING',
        'Your account has less than that. Nothing was sent. Choose less, or take money out of your connection first.',
      )
    }
    if (asset === 'coin' && has.coin < amount) throw this.#gasMissing(has.coin, amount)
    const content: TransactionContent =
      asset === 'coin'
        ? { to: recipient, value: amount, data: '0x' }
        : {
            to: token,
            value: 0n,
            data: encodeFunctionData({ abi: erc20Abi, functionName: 'transfer', args: [recipient, amount] }),
          }
    const terms = await transactions.terms(content)
    const fee = toAmount(terms.gas * terms.maxFeePerGas)
    await this.#checkCoin(has.coin, { sent: content.value, fee })
    return { recipient, content, terms, fee }
  }

  /** Coin that closing a connection would take is not sent away. */
  async #checkCoin(
    has: bigint,
    { sent, fee }: { readonly sent: bigint; readonly fee: bigint },
  ): Promise<void> {
    const { gasToKeep, coin } = this.#options
    if (has < sent + fee) throw this.#gasMissing(has, sent + fee)
    if (sent === 0n) return
    const kept = await gasToKeep()
    if (has - sent - fee >= kept) return
    const most = has - fee - kept
    throw new BuskerError(
      'WALLET_GAS_RESERVED',
      `${inCoins(kept)} ${coin} stay on your account as long as a connection is open: without them it could not be closed in time, and what you earned could be lost. Nothing was sent. ${most > 0n ? `You can send up to ${inCoins((most * 9n) / 10n)} ${coin}` : 'Close the connection first'}.`,
    )
  }

  #gasMissing(has: bigint, needed: bigint): BuskerError {
    const { coin } = this.#options
    return new BuskerError(
      'WALLET_GAS_MISSING',
      `Your account has ${inCoins(has)} ${coin}, and this takes ${inCoins(needed)} with the chain’s fee. Nothing was sent.`,
    )
  }

  #feeRose(fee: bigint): BuskerError {
    return new BuskerError(
      'WALLET_FEE_ROSE',
      `The chain’s fee has risen to ${inCoins(fee)} ${this.#options.coin}, above what you agreed to. Nothing was sent. Look at it again.`,
    )
  }

  async #broadcast(transfer: AccountTransfer): Promise<void> {
    const refusal = await this.#options.transactions.broadcast(transfer)
    const problem =
      refusal === null
        ? null
        : {
            code: 'WALLET_TRANSFER_WAITS' as const,
            message: 'The chain has not taken it yet. It is sent again by itself, and never twice.',
          }
    if (refusal !== null) this.#options.onProblem(refusal)
    if ((problem?.code ?? null) === transfer.code) return
    this.#update(transfer, { code: problem?.code ?? null, message: problem?.message ?? null })
  }

  #look(): void {
    this.#looking = this.#advanceAll()
      .catch((error: unknown) => this.#options.onProblem(error))
      .finally(() => {
        if (this.#isRunning) this.#timer = setTimeout(() => this.#look(), this.#options.intervalMs)
      })
  }

  async #advanceAll(): Promise<void> {
    for (const transfer of this.#options.records.sending()) await this.#advance(transfer)
  }

  async #advance(transfer: AccountTransfer): Promise<void> {
    const { transactions, confirmations } = this.#options
    const outcome = await transactions.outcome(transfer, confirmations)
    if (outcome.state !== 'displaced') this.#displacedSince.delete(transfer.id)
    switch (outcome.state) {
      case 'waiting':
        return this.#broadcast(transfer)
      case 'mined':
        return this.#update(transfer, {
          state: 'sent',
          fee: toAmount(outcome.fee),
          code: null,
          message: null,
        })
      case 'reverted':
        return this.#fail(transfer, 'WALLET_TRANSFER_REFUSED', outcome.fee)
      case 'displaced':
        if (this.#isDisplacedForGood(transfer)) this.#fail(transfer, 'WALLET_TRANSFER_DISPLACED', 0n)
    }
  }

  /**
   * An endpoint answers from several machines: one that knows the nonce as used, and one that has not seen the block with the
   * transfer in it, say together what is not so. Who believed them would send again, and pay twice.
   */
  #isDisplacedForGood({ id }: AccountTransfer): boolean {
    const { now, displacedMs } = this.#options
    const since = this.#displacedSince.get(id) ?? now()
    this.#displacedSince.set(id, since)
    return now() - since >= displacedMs
  }

  #fail(transfer: AccountTransfer, code: keyof typeof failures, fee: bigint): void {
    this.#update(transfer, { state: 'failed', fee: toAmount(fee), code, message: failures[code] })
  }

  #update(transfer: AccountTransfer, change: Partial<AccountTransfer>): void {
    const { records, now, onChange } = this.#options
    records.update(transfer.id, { ...change, changedAt: now() })
    onChange()
  }
}

const failures = {
  WALLET_TRANSFER_REFUSED: 'The token’s contract refused it. Nothing was sent; only the chain’s fee is gone.',
  WALLET_TRANSFER_DISPLACED:
    'Another transaction of your account came first in its place. Nothing was sent. Send it again.',
} satisfies Partial<Record<ErrorCode, string>>
