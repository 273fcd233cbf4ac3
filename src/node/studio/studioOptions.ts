import type { WorkId } from '../../shared/ids.ts'
import type { Access } from '../access/access.ts'
import type { Store } from '../store/openStore.ts'
import type { Announce } from './announce.ts'
import type { StudioClock } from './schedule.ts'
import type { OwnWorks } from './ownWorks.ts'
import type { TrackDependencies } from './makeTrack.ts'

/** What making tracks and releases takes. */
export interface StudioOptions extends TrackDependencies {
  readonly store: Store
  readonly access: Access
  readonly announce: Announce
  readonly clock: StudioClock
  readonly ownWorks: OwnWorks
  /** How many works the artist sells. */
  readonly countWorks: () => number
  /** An upload or an uploaded release changed its state, step or progress. */
  readonly onChange: (id: WorkId) => void
  readonly onFailure: (error: unknown) => void
}
