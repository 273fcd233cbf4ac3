import type { Statement } from '../../database/openDatabase.ts'
import type { Hex32, PolicyId } from '../../shared/ids.ts'
import type { VerifiedFragment } from '../../umbral/policyJoin.ts'
import type { Store } from '../store/openStore.ts'

interface Row {
  address: Uint8Array
  fragment: Uint8Array
}

/**
 * Fragments that were verified for a join that is not complete yet. They are of use to their recipient alone. A capsule
 * goes by the SHA-256 of its kit.
 */
export class FragmentTable {
  readonly #put: Statement<[PolicyId, Hex32, Uint8Array, Uint8Array]>
  readonly #find: Statement<[PolicyId, Hex32], Row>
  readonly #delete: Statement<[Hex32]>

  constructor(store: Store) {
    this.#put = store.prepare(
      'INSERT INTO fragments VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET fragment = excluded.fragment',
    )
    this.#find = store.prepare('SELECT address, fragment FROM fragments WHERE policy = ? AND capsule = ?')
    this.#delete = store.prepare('DELETE FROM fragments WHERE capsule = ?')
  }

  keep(policy: PolicyId, capsule: Hex32, address: Uint8Array, fragment: VerifiedFragment): void {
    this.#put.run(policy, capsule, address, fragment)
  }

  /** What was kept; to be verified again. */
  of(policy: PolicyId, capsule: Hex32): { address: Uint8Array; fragment: Uint8Array }[] {
    return this.#find.all(policy, capsule).map(({ address, fragment }) => ({
      address: new Uint8Array(address),
      fragment: new Uint8Array(fragment),
    }))
  }

  /** Once a capsule is open, no policy's fragments of it are needed. */
  forget(capsule: Hex32): void {
    this.#delete.run(capsule)
  }
}
