import { randomBytes } from 'node:crypto'
import { bytesToHex } from 'viem'
import { digest } from '../../protocol/codec.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, type Hex32, hex32, type Secret, secret as secretSchema } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import type { Clock } from '../clock.ts'
import type { HubStore } from '../openHubStore.ts'

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
  readonly #store: HubStore
  readonly #now: Clock

  constructor(store: HubStore, now: Clock) {
    this.#store = store
    this.#now = now
  }

  /** @returns the code, which is kept nowhere else. @param until null: for good */
  issue(credit: Amount, until: number | null): Uint8Array {
    const code = new Uint8Array(randomBytes(codeBytes))
    this.#store
      .prepare("INSERT INTO vouchers (hash, credit, until, state, issued_at) VALUES (?, ?, ?, 'issued', ?)")
      .run(digest(code), String(credit), until, this.#now())
    return code
  }

  /** Nobody can redeem it any more. @returns false where it is not there, or somebody has redeemed it */
  revoke(hash: Hex32): boolean {
    return (
      this.#store
        .prepare("UPDATE vouchers SET state = 'revoked' WHERE hash = ? AND state = 'issued'")
        .run(hash).changes > 0
    )
  }

  /**
   * The voucher is this account's from now on, and of nobody else. Who asks again has it still.
   *
   * @param reserve runs in the same transaction: where it throws, the voucher is as it was
   * @throws BuskerError `HUB_VOUCHER_UNKNOWN`, `HUB_VOUCHER_USED`, `HUB_VOUCHER_EXPIRED`; what `reserve` throws
   */
  claim(code: Uint8Array, account: Address, reserve: () => void): Voucher {
    return this.#store.transaction(() => {
      const row = this.#row(digest(code))
      if (row?.account === account) return toVoucher(row)
      const voucher = this.usable(code)
      reserve()
      this.#store
        .prepare(
          "UPDATE vouchers SET state = 'claimed', account = ?, secret = ?, payment_id = ? WHERE hash = ?",
        )
        .run(account, newSecret(), newPaymentId(), voucher.hash)
      return { ...voucher, state: 'claimed' as const }
    })()
  }

  /** One that can be redeemed now. @throws BuskerError as {@link claim} */
  usable(code: Uint8Array): Voucher {
    const row = this.#row(digest(code))
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

  /** Those that are redeemed and not paid, oldest first. */
  claimed(): ClaimedVoucher[] {
    return this.#rows("WHERE state = 'claimed' ORDER BY issued_at").flatMap((row) => toClaimed(row) ?? [])
  }

  /** All there ever were, newest first. */
  list(): Voucher[] {
    return this.#rows('ORDER BY issued_at DESC').map(toVoucher)
  }

  find(hash: Hex32): ClaimedVoucher | null {
    const row = this.#row(hash)
    return row === undefined ? null : toClaimed(row)
  }

  markPaid(hash: Hex32): void {
    this.#store
      .prepare("UPDATE vouchers SET state = 'paid', secret = NULL WHERE hash = ? AND state = 'claimed'")
      .run(hash)
  }

  /** The payment came back unpaid: another one is to be made, with a secret of its own. */
  renewPayment(hash: Hex32): void {
    this.#store
      .prepare("UPDATE vouchers SET secret = ?, payment_id = ? WHERE hash = ? AND state = 'claimed'")
      .run(newSecret(), newPaymentId(), hash)
  }

  #row(hash: Hex32): Row | undefined {
    return this.#rows('WHERE hash = ?', hash)[0]
  }

  #rows(where: string, ...parameters: string[]): Row[] {
    return this.#store.prepare<string[], Row>(`SELECT * FROM vouchers ${where}`).all(...parameters)
  }
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
