import { type Database, openDatabase, readMigrations, type Statement } from '../database/openDatabase.ts'
import { encode } from '../protocol/codec.ts'
import { type SignedRevocation, signedRevocation } from '../protocol/policy.ts'
import type { PolicyId } from '../shared/ids.ts'

/** Which policies are revoked: all an Ursula has to remember. */
export class RevocationList {
  readonly #database: Database
  readonly #insert: Statement<[Uint8Array, PolicyId, Uint8Array, number]>
  readonly #find: Statement<[Uint8Array, PolicyId], { keptAt: number }>

  /** @param file a path, or `:memory:`. Errors: see {@link openDatabase} */
  constructor(file: string, nativeBinding?: string) {
    const migrations = readMigrations(new URL('./migrations/', import.meta.url))
    this.#database = openDatabase({ file, migrations, nativeBinding })
    this.#insert = this.#database.prepare(
      'INSERT INTO revocations VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    )
    this.#find = this.#database.prepare(
      'SELECT kept_at AS keptAt FROM revocations WHERE publisher = ? AND id = ?',
    )
  }

  /**
   * Keeps a revocation; on disk when this returns. Keeping it again changes nothing.
   *
   * @returns when it was first kept
   */
  add(signed: SignedRevocation, now: number): number {
    const { publisher, id } = signed.body
    this.#insert.run(publisher, id, encode(signedRevocation, signed), now)
    return this.#keptAt(publisher, id) ?? now
  }

  has(publisher: Uint8Array, id: PolicyId): boolean {
    return this.#keptAt(publisher, id) !== undefined
  }

  close(): void {
    this.#database.close()
  }

  #keptAt(publisher: Uint8Array, id: PolicyId): number | undefined {
    return this.#find.get(publisher, id)?.keptAt
  }
}
