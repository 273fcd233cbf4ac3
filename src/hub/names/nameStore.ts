import { numberOf, rowOf, rowsOf, type SqlEngine } from '../../database/steps.ts'
import type { Address } from '../../shared/ids.ts'
import type { ShortName } from '../../shared/shortNames.ts'

/** A name, as it is kept. */
export interface NameRecord {
  readonly name: ShortName
  /** See `shortNameKey`: no two have the same. */
  readonly key: string
  readonly account: Address
  readonly claimedAt: number
  /** Null: the account is found by it. */
  readonly releasedAt: number | null
  /** The claim and the card, as `encodeText` writes them. */
  readonly record: string
}

/** What comes of a request: names that go, and those that are written in place of what they were. */
export interface NameDecision {
  readonly remove: readonly ShortName[]
  readonly write: readonly NameRecord[]
}

const columns =
  'name, name_key AS key, account, claimed_at AS "claimedAt", released_at AS "releasedAt", record'

/** The rows of names. Each method throws BuskerError `DATABASE_UNREACHABLE` where they are in another process. */
export class NameStore {
  readonly #engine: SqlEngine

  constructor(engine: SqlEngine) {
    this.#engine = engine
  }

  /**
   * Reads all names of an account, and the one that looks like another; decides; and writes. No other request comes in between.
   * What `decide` throws, this throws, and nothing is written; when it resolves, what was written is on disk.
   *
   * @param key null: of the account alone
   */
  change(
    account: Address,
    key: string | null,
    decide: (near: readonly NameRecord[]) => NameDecision,
  ): Promise<void> {
    return this.#engine.change(function* () {
      const near = yield* rowsOf<NameRecord>(
        `SELECT ${columns} FROM names WHERE account = $1 OR name_key = $2`,
        account,
        key,
      )
      const { remove, write } = decide(near)
      for (const name of remove) yield* rowsOf('DELETE FROM names WHERE name = $1', name)
      for (const each of write) {
        yield* rowsOf(
          `INSERT INTO names (name, name_key, account, claimed_at, released_at, record)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          each.name,
          each.key,
          each.account,
          each.claimedAt,
          each.releasedAt,
          each.record,
        )
      }
    })
  }

  find(name: ShortName): Promise<NameRecord | undefined> {
    return this.#engine.read(() => rowOf<NameRecord>(`SELECT ${columns} FROM names WHERE name = $1`, name))
  }

  /** The name that an account is found by. */
  ofAccount(account: Address): Promise<NameRecord | undefined> {
    return this.#engine.read(() =>
      rowOf<NameRecord>(`SELECT ${columns} FROM names WHERE account = $1 AND released_at IS NULL`, account),
    )
  }

  /** How many accounts are found by one. */
  count(): Promise<number> {
    return this.#engine.read(() => numberOf('SELECT count(*) AS n FROM names WHERE released_at IS NULL'))
  }
}
