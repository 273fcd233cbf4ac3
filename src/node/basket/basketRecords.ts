import { parseErrorCode } from '../../shared/errors/parseError.ts'
import type { ErrorCode, ErrorData } from '../../shared/errors.ts'
import { type Address, fromLabel, type Label } from '../../shared/ids.ts'
import { type Amount, toAmount } from '../../shared/money.ts'
import { dedicationColumn } from '../market/dedicationColumn.ts'
import type { Purchase } from '../market/purchases.ts'
import type { StoreKeys } from '../store/cellSeal.ts'
import type { Store } from '../store/openStore.ts'

/** A work in the basket. */
export interface BasketEntry {
  readonly label: Label
  readonly artist: Address
  /** The contact it is for; null: oneself. */
  readonly recipient: Address | null
  /** What goes with it to them; null: nothing. */
  readonly dedication: Purchase['dedication']
  /** What its price may be at most, and what the hub may take on top, once somebody agreed to buy it. */
  readonly agreed: AgreedCost | null
  /** The order it became. */
  readonly order: string | null
  /** Why it was not bought when it was tried last. */
  readonly problem: ErrorData | null
}

export interface AgreedCost {
  readonly price: Amount
  readonly fee: Amount
}

/** A work as it is named in the basket: of whatever edition it is there once for oneself, and once for each contact. */
export type BasketWork = Pick<BasketEntry, 'label' | 'artist' | 'recipient'>

interface Row {
  readonly artist: Address
  readonly label: Label
  readonly recipient: Address | ''
  readonly sealed_dedication: Uint8Array | null
  readonly agreed: string | null
  readonly maximum_fee: string | null
  readonly order_id: string | null
  readonly code: string | null
  readonly message: string | null
}

const ofWork = 'artist = @artist AND kind = @kind AND work = @id AND recipient = @recipient'

/** What is in the basket, in SQLite. */
export class BasketRecords {
  readonly #store: Store
  readonly #dedication: ReturnType<typeof dedicationColumn>

  constructor(store: Store, keys: StoreKeys) {
    this.#store = store
    this.#dedication = dedicationColumn(keys)
  }

  /** In the order in which they were added. */
  list(): BasketEntry[] {
    const rows = this.#store.prepare<[], Row>('SELECT * FROM basket ORDER BY position').all()
    return rows.map((row) => this.#toEntry(row))
  }

  get(work: BasketWork): BasketEntry | undefined {
    const row = this.#store.prepare<[object], Row>(`SELECT * FROM basket WHERE ${ofWork}`).get(keyOf(work))
    return row === undefined ? undefined : this.#toEntry(row)
  }

  /** What is there already stays where it is; what nobody has agreed to buy is of this edition from now on. */
  add(works: readonly BasketWork[]): void {
    const insert = this.#store.prepare(
      `INSERT INTO basket (artist, kind, work, recipient, label) VALUES (@artist, @kind, @id, @recipient, @label)
         ON CONFLICT DO UPDATE SET label = @label WHERE agreed IS NULL`,
    )
    this.#store.transaction(() => works.forEach((work) => insert.run(keyOf(work))))()
  }

  remove(works: readonly BasketWork[]): void {
    const remove = this.#store.prepare(`DELETE FROM basket WHERE ${ofWork}`)
    this.#store.transaction(() => works.forEach((work) => remove.run(keyOf(work))))()
  }

  /** What goes with it to whom it is for. What is being bought stays as it is, and oneself is not written to. */
  dedicate(work: BasketWork, dedication: Purchase['dedication']): void {
    const sealed = this.#dedication.write(dedication, placeOf(work))
    this.#store
      .prepare(
        `UPDATE basket SET sealed_dedication = @sealed WHERE ${ofWork} AND recipient <> '' AND agreed IS NULL`,
      )
      .run({ ...keyOf(work), sealed })
  }

  /** It is for somebody else from now on, in its place and with nothing written; where it is there for them already, it is there once. */
  readdress(work: BasketWork, to: Address | null): void {
    const readdressed = { ...keyOf(work), to: to ?? '' }
    this.#store.transaction(() => {
      const change = `UPDATE OR IGNORE basket SET recipient = @to, sealed_dedication = NULL, code = NULL, message = NULL WHERE ${ofWork} AND agreed IS NULL`
      if (this.#store.prepare(change).run(readdressed).changes === 0 && work.recipient !== to)
        this.remove([work])
    })()
  }

  /** Each is to be bought for so much at most: all of them, or none is written. What is agreed to already stays as it is. */
  agree(works: readonly (BasketWork & AgreedCost)[]): void {
    const agree = this.#store.prepare(
      `UPDATE basket SET agreed = @price, maximum_fee = @fee, code = NULL, message = NULL WHERE ${ofWork} AND agreed IS NULL`,
    )
    this.#store.transaction(() => {
      this.add(works)
      for (const { price, fee, ...work } of works)
        agree.run({ ...keyOf(work), price: price.toString(), fee: fee.toString() })
    })()
  }

  noteOrder(work: BasketWork, order: string): void {
    this.#store
      .prepare(`UPDATE basket SET order_id = @order WHERE ${ofWork} AND agreed IS NOT NULL`)
      .run({ ...keyOf(work), order })
  }

  /** It is in the basket again as if nobody had agreed to buy it. @param problem why it was not bought */
  putBack(work: BasketWork, problem: ErrorData | null): void {
    this.#store
      .prepare(
        `UPDATE basket SET agreed = NULL, maximum_fee = NULL, order_id = NULL, code = @code, message = @message
           WHERE ${ofWork}`,
      )
      .run({ ...keyOf(work), code: problem?.code ?? null, message: problem?.message ?? null })
  }

  #toEntry(row: Row): BasketEntry {
    const { artist, label, agreed, maximum_fee: fee, order_id: order, code, message } = row
    const recipient = row.recipient === '' ? null : row.recipient
    return {
      artist,
      label,
      recipient,
      dedication: this.#dedication.read(row.sealed_dedication, placeOf({ artist, label, recipient })),
      agreed:
        agreed === null || fee === null
          ? null
          : { price: toAmount(BigInt(agreed)), fee: toAmount(BigInt(fee)) },
      order,
      problem:
        code === null ? null : { code: parseErrorCode(code) satisfies ErrorCode, message: message ?? '' },
    }
  }
}

function keyOf({ label, artist, recipient }: BasketWork) {
  const { kind, id } = fromLabel(label)
  return { label, artist, kind, id, recipient: recipient ?? '' }
}

/** A note opens with the work and the recipient it was written for, and nowhere else. */
function placeOf(work: BasketWork) {
  const { artist, kind, id, recipient } = keyOf(work)
  return { table: 'basket', row: `${artist}/${kind}/${id}/${recipient}` }
}
