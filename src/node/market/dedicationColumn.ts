import { dedication, type Dedication } from '../../protocol/dedication.ts'
import type { StoreKeys } from '../store/cellSeal.ts'
import { type Column, optional, sealedMessage } from '../store/recordTable.ts'

/** What the giver of a gift wrote with it, sealed for its own row; null: nothing. */
export const dedicationColumn = (keys: StoreKeys): Column<Dedication | null> =>
  optional(sealedMessage('sealed_dedication', dedication, keys))
