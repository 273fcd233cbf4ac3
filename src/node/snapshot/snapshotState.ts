import { z } from 'zod'
import { time } from '../../protocol/fields.ts'
import { defineSetting } from '../settings/settings.ts'

const snapshotState = z.strictObject({
  /** The newest snapshot that the hub is known to have and this store goes on from; 0 before the first. */
  kept: z.int().min(0),
  /** When that snapshot was made; null where it isn't known. */
  keptAt: time.nullable().default(null),
  /** What that snapshot held; null where it isn't known. */
  digest: z.string().nullable(),
  /** A snapshot that another device gave to the hub, newer than what this store goes on from. */
  overtaken: z.strictObject({ number: z.int(), time }).nullable(),
})
export type SnapshotSyncState = z.output<typeof snapshotState>

/** How far this device's store is safe with the hub. */
export const snapshotStateSetting = defineSetting('device-snapshot', snapshotState)

export const initialSnapshotState: SnapshotSyncState = {
  kept: 0,
  keptAt: null,
  digest: null,
  overtaken: null,
}
