import { randomBytes } from 'node:crypto'
import { bytesToHex } from 'viem'
import { type Cell, rowsOf, type SqlEngine, type Steps } from '../../database/steps.ts'
import { digest } from '../../protocol/codec.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, type Hex32, hex32, type Secret, secret as secretSchema } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Clock } from '../clock.ts'

export type VoucherState = 'issued' | 'claimed' | 'paid' | 'revoked'

export interface Voucher {
  /** SHA-256 of its code: the code itself is only in the invitation. */
  readonly hash: Hex32
  /** Base units. */
  readonly credit: Amount
  /** Ms since the epoch; null: for good. */
  readonly until: number | null
  readonly state: VoucherState
  readonly issuedAt: number
}

/** One that somebody redeems: whom the credit goes to, and by which payment. */
export interface ClaimedVoucher extends Voucher {
  readonly account: Address
  readonly secret: Secret
  readonly paymentId: bigint
}

interface Row {
  readonly hash: string
  readonly credit: string
  readonly until: number | null
  readonly state: VoucherState
  readonly issued_at: number
  readonly account: string | null
  readonly secret: string | null
  readonly payment_id: string | null
}

const codeBytes = 16

/** The credit that the operator has put into invitations, and who has redeemed it. */
export class Vouchers {
  readonly #engine: SqlEngine
  readonly #now: Clock

  /** @param engine the one that money is promised in */
  constructor(engine: SqlEngine, now: Clock) {
    this.#engine = engine
    this.#now = now
  }

  /** @returns the code, which is kept nowhere else. @param until null: for good */
  async issue(credit: Amount, until: number | null): Promise<Uint8Array> {
    const code = new Uint8Array(randomBytes(codeBytes))
    await this.#engine.change(() =>
      rowsOf(
        "INSERT INTO vouchers (hash, credit, until, state, issued_at) VALUES ($1, $2, $3, 'issued', $4)",
        digest(code),
        String(credit),
        until,
        this.#now(),
      ),
    )
    return code
  }

  /** Nobody can redeem it any more. @returns false where it is not there, or somebody has redeemed it */
  async revoke(hash: Hex32): Promise<boolean> {
    const revoked = await this.#engine.change(() =>
      rowsOf(
        "UPDATE vouchers SET state = 'revoked' WHERE hash = $1 AND state = 'issued' RETURNING hash",
        hash,
      ),
    )
    return revoked.length > 0
  }

  /**
   * The voucher is this account's from now on, and of nobody else. Who asks again has it still.
   *
   * @param reserve steps of the same change: where they throw, the voucher is as it was
   * @throws BuskerError `HUB_VOUCHER_UNKNOWN`, `HUB_VOUCHER_USED`, `HUB_VOUCHER_EXPIRED`; what `reserve` throws
   */
  async claim(code: Uint8Array, account: Address, reserve: () => Steps<unknown>): Promise<Voucher> {
    return this.#engine.change(() => this.#claim(code, account, reserve))
  }

  /** One that can be redeemed now. @throws BuskerError as {@link claim} */
  async usable(code: Uint8Array): Promise<Voucher> {
    return this.#engine.read(() => this.#usable(code))
  }

  /** Those that are redeemed and not paid, oldest first. */
  async claimed(): Promise<ClaimedVoucher[]> {
    const rows = await this.#engine.read(() => voucherRows("WHERE state = 'claimed' ORDER BY issued_at"))
    return rows.flatMap((row) => toClaimed(row) ?? [])
  }

  /** All there ever were, newest first. */
  async list(): Promise<Voucher[]> {
    return (await this.#engine.read(() => voucherRows('ORDER BY issued_at DESC'))).map(toVoucher)
  }

  async find(hash: Hex32): Promise<ClaimedVoucher | null> {
    const [row] = await this.#engine.read(() => voucherRows('WHERE hash = $1', hash))
    return row === undefined ? null : toClaimed(row)
  }

  async markPaid(hash: Hex32): Promise<void> {
    await this.#engine.change(() =>
      rowsOf("UPDATE vouchers SET state = 'paid', secret = NULL WHERE hash = $1 AND state = 'claimed'", hash),
    )
  }

  /** The payment came back unpaid: another one is to be made, with a secret of its own. */
  async renewPayment(hash: Hex32): Promise<void> {
    await this.#engine.change(() =>
      rowsOf(
        "UPDATE vouchers SET secret = $2, payment_id = $3 WHERE hash = $1 AND state = 'claimed'",
        hash,
        newSecret(),
        newPaymentId(),
      ),
    )
  }

  *#claim(code: Uint8Array, account: Address, reserve: () => Steps<unknown>): Steps<Voucher> {
    const [row] = yield* voucherRows('WHERE hash = $1', digest(code))
    if (row?.account === account) return toVoucher(row)
    const voucher = yield* this.#usable(code)
    yield* reserve()
    yield* rowsOf(
      "UPDATE vouchers SET state = 'claimed', account = $2, secret = $3, payment_id = $4 WHERE hash = $1",
      voucher.hash,
      account,
      newSecret(),
      newPaymentId(),
    )
    return { ...voucher, state: 'claimed' as const }
  }

  *#usable(code: Uint8Array): Steps<Voucher> {
    const [row] = yield* voucherRows('WHERE hash = $1', digest(code))
    if (row === undefined || row.state === 'revoked') {
      throw new BuskerError(
        'HUB_VOUCHER_UNKNOWN',
        'The hub has given out no such credit, or its operator has taken it back. You can join without it.',
      )
    }
    if (row.account !== null) {
      throw new BuskerError(
        'HUB_VOUCHER_USED',
        'Somebody has redeemed the credit of this invitation already. You can join without it, or ask for another one.',
      )
    }
    if (row.until !== null && row.until <= this.#now()) {
      throw new BuskerError(
        'HUB_VOUCHER_EXPIRED',
        'The credit of this invitation has run out. You can join without it, or ask for another one.',
      )
    }
    return toVoucher(row)
  }
}

function voucherRows(where: string, ...values: readonly Cell[]): Steps<readonly Row[]> {
  return rowsOf<Row>(`SELECT * FROM vouchers ${where}`, ...values)
}

function toVoucher({ hash, credit, until, state, issued_at }: Row): Voucher {
  return { hash: hex32.parse(hash), credit: toAmount(BigInt(credit)), until, state, issuedAt: issued_at }
}

function toClaimed(row: Row): ClaimedVoucher | null {
  const { account, secret, payment_id } = row
  if (row.state !== 'claimed' || account === null || secret === null || payment_id === null) return null
  return {
    ...toVoucher(row),
    account: account as Address,
    secret: secretSchema.parse(secret),
    paymentId: BigInt(payment_id),
  }
}

function newSecret(): string {
  return bytesToHex(randomBytes(32))
}

/** 1 to 2^64 - 1. */
function newPaymentId(): string {
  return String(randomBytes(8).readBigUInt64BE() || 1n)
}
