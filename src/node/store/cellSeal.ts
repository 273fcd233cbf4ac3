import { BuskerError } from '../../shared/errors.ts'
import type { Keys } from '../keys/keys.ts'
import { open, seal } from '../../process/seal.ts'

/** What of the keys seals cells. */
export type StoreKeys = Pick<Keys, 'storeKey'>

/** Which cell: one that is put into another row, column or table does not open there. */
export interface CellPlace {
  readonly table: string
  readonly column: string
  /** The row's id. */
  readonly row: string
}

/** Seals `plaintext` into the cell at `place`: AES-256-GCM under the store key, `nonce ‖ ciphertext ‖ tag`. */
export function sealCell(keys: StoreKeys, place: CellPlace, plaintext: Uint8Array): Uint8Array {
  return new Uint8Array(seal(keys.storeKey, plaintext, contextOf(place)))
}

/** @throws BuskerError `STORE_CELL_DAMAGED` unless it was sealed under these words for this place; `VAULT_LOCKED` */
export function openCell(keys: StoreKeys, place: CellPlace, sealed: Uint8Array): Uint8Array {
  const plaintext = open(keys.storeKey, sealed, contextOf(place))
  if (plaintext !== undefined) return new Uint8Array(plaintext)
  throw new BuskerError(
    'STORE_CELL_DAMAGED',
    `What ${place.table} ${place.row} keeps sealed can’t be read: it was changed since Busker wrote it, or stood in another row. Nothing is paid or released with it. Restore from a snapshot.`,
  )
}

function contextOf({ table, column, row }: CellPlace): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(['busker/cell/1', table, column, row]))
}
