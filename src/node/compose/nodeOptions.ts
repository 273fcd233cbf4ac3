import type { Logger } from 'pino'
import type { Launcher } from '../../process/launcher.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { Keys } from '../keys/keys.ts'
import type { SagaObserver } from '../saga/saga.ts'

export interface NodeOptions {
  /** Everything the node keeps; one process at a time. */
  readonly folder: string
  readonly keys: Keys
  readonly network: NetworkProfile
  /** Path of the ffmpeg binary. */
  readonly ffmpeg: string
  readonly log: Logger
  /** How child processes are run; default: as Node processes. */
  readonly launcher?: Launcher
  /** The SQLite addon for runtimes that the packaged one does not fit. */
  readonly nativeBinding?: string
  /** Called before and after each write of an order: the kill points of the crash tests. */
  readonly observer?: SagaObserver
}
