import type { PolicyId } from '../../shared/ids.ts'
import type { VerifiedFragment } from '../../umbral/capsule.ts'
import type { Store } from '../store/openStore.ts'

/** Fragments that were verified for a join that is not complete yet. They are of use to their recipient alone. */
export class FragmentTable {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** @param capsule SHA-256 of the kit */
  keep(policy: PolicyId, capsule: string, address: Uint8Array, fragment: VerifiedFragment): void {
    this.#store
      .prepare(
        'INSERT INTO fragments VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET fragment = excluded.fragment',
      )
      .run(policy, capsule, address, fragment)
  }

  /** What was kept; to be verified again. */
  of(policy: PolicyId, capsule: string): { address: Uint8Array; fragment: Uint8Array }[] {
    const rows = this.#store
      .prepare('SELECT address, fragment FROM fragments WHERE policy = ? AND capsule = ?')
      .all(policy, capsule) as { address: Uint8Array; fragment: Uint8Array }[]
    return rows.map(({ address, fragment }) => ({
      address: new Uint8Array(address),
      fragment: new Uint8Array(fragment),
    }))
  }

  /** Once a capsule is open, no policy's fragments of it are needed. */
  forget(capsule: string): void {
    this.#store.prepare('DELETE FROM fragments WHERE capsule = ?').run(capsule)
  }
}
