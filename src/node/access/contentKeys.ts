import type { Statement } from '../../database/openDatabase.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { WorkId } from '../../shared/ids.ts'
import type { Keys } from '../keys/keys.ts'
import { open, seal } from '../../process/seal.ts'
import type { Store } from '../store/openStore.ts'
import type { ContentKey } from './access.ts'

/** The content keys of tracks one owns or made: AES-256-GCM under the store key, bound to track and edition. */
export class ContentKeys {
  readonly #put: Statement<[string, number, Uint8Array]>
  readonly #find: Statement<[string, number], { sealed: Uint8Array }>
  readonly #keys: Pick<Keys, 'storeKey'>

  constructor(store: Store, keys: Pick<Keys, 'storeKey'>) {
    this.#put = store.prepare(
      'INSERT INTO content_keys VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET sealed = excluded.sealed',
    )
    this.#find = store.prepare('SELECT sealed FROM content_keys WHERE work = ? AND edition = ?')
    this.#keys = keys
  }

  /** Synchronous, for transactions. A key that is there already is replaced. */
  keep(id: WorkId, edition: number, key: ContentKey): void {
    this.#put.run(id, edition, seal(this.#keys.storeKey, key, aadOf(id, edition)))
  }

  has(id: WorkId, edition: number): boolean {
    return this.#sealed(id, edition) !== undefined
  }

  /** @throws BuskerError `ACCESS_KEY_DAMAGED` when what is stored was changed, or belongs to other words */
  get(id: WorkId, edition: number): ContentKey | undefined {
    const sealed = this.#sealed(id, edition)
    if (sealed === undefined) return undefined
    const key = open(this.#keys.storeKey, sealed, aadOf(id, edition))
    if (key !== undefined) return new Uint8Array(key) as ContentKey
    throw new BuskerError(
      'ACCESS_KEY_DAMAGED',
      `The stored key of track ${id} can't be read. Restore a snapshot; a purchase can be opened again with its receipt.`,
    )
  }

  #sealed(id: WorkId, edition: number): Uint8Array | undefined {
    return this.#find.get(id, edition)?.sealed
  }
}

function aadOf(id: WorkId, edition: number): Uint8Array {
  return new TextEncoder().encode(`busker/content-key/1/${id}/${edition}`)
}
