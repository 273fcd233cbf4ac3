import { fileURLToPath } from 'node:url'
import PQueue from 'p-queue'
import { forkLauncher } from '../../process/forkLauncher.ts'
import type { Launcher } from '../../process/launcher.ts'
import { SupervisedProcess } from '../../process/supervisedProcess.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { artworkContract, type ArtworkBounds, type CleanArtwork, type ArtworkSource } from './contract.ts'

const readyTimeout = 30_000
const stopTimeout = 5000
/** The process ends after so much time without a request, ms. */
const idleMs = 20_000

/**
 * Makes pictures fit to publish, in a process of their own that runs while there are any: what is wrong with a picture
 * cannot harm the node, which holds keys; and on Linux sharp's libraries do not get along with Electron's in one process.
 */
export class ArtworkCleaner {
  readonly #process: SupervisedProcess<typeof artworkContract>
  #underWay = 0
  #idle: NodeJS.Timeout | undefined
  /** Starts and stops run one after the other. */
  readonly #startsAndStops = new PQueue({ concurrency: 1 })

  constructor({ launcher, onLine }: { launcher?: Launcher | undefined; onLine?: (line: string) => void }) {
    this.#process = new SupervisedProcess({
      name: 'The picture reader',
      contract: artworkContract,
      launcher: launcher ?? forkLauncher,
      entry: fileURLToPath(new URL('child.ts', import.meta.url)),
      startMessage: () => ({}),
      readyTimeout,
      stopTimeout,
      backOff: null,
      ...(onLine && { onLine: (line) => isNoise(line) || onLine(line) }),
    })
  }

  /** The pid of the process, while it runs. */
  get pid(): number | undefined {
    return this.#process.pid
  }

  /**
   * Turns a picture the right way up, scales it down and encodes it anew, as JPEG or, where it is transparent, as WebP.
   *
   * @throws BuskerError `MEDIA_ARTWORK_UNREADABLE`, `MEDIA_ARTWORK_UNSUPPORTED`, `MEDIA_ARTWORK_TOO_LARGE`,
   *   `MEDIA_ARTWORK_DAMAGED`; `PROCESS_NOT_READY` when the reader cannot be started
   */
  async clean(picture: ArtworkSource, bounds: ArtworkBounds): Promise<CleanArtwork> {
    this.#underWay += 1
    clearTimeout(this.#idle)
    try {
      return await this.#ask(picture, bounds)
    } catch (error) {
      if (!isBuskerError(error, 'PROCESS_CRASHED')) throw error
      throw new BuskerError(
        'MEDIA_ARTWORK_DAMAGED',
        'This picture cannot be read. Save it again as JPEG or PNG.',
        { cause: error },
      )
    } finally {
      this.#underWay -= 1
      if (this.#underWay === 0) this.#idle = setTimeout(() => void this.#stopWhenIdle(), idleMs).unref()
    }
  }

  /** Another image may have crashed the process, so each is tried twice. */
  async #ask(picture: ArtworkSource, bounds: ArtworkBounds): Promise<CleanArtwork> {
    try {
      return await this.#askOnce(picture, bounds)
    } catch (error) {
      if (!isBuskerError(error, 'PROCESS_CRASHED')) throw error
      return this.#askOnce(picture, bounds)
    }
  }

  async #askOnce(picture: ArtworkSource, bounds: ArtworkBounds): Promise<CleanArtwork> {
    await this.#startsAndStops.add(() => this.#process.start())
    return this.#process.request('clean', { picture, bounds })
  }

  /** Ends the process; the next picture starts it again. */
  async stop(): Promise<void> {
    clearTimeout(this.#idle)
    await this.#startsAndStops.add(() => this.#process.stop())
  }

  async #stopWhenIdle(): Promise<void> {
    await this.#startsAndStops.add(async () => {
      if (this.#underWay === 0) await this.#process.stop()
    })
  }
}

/** In Electron on Linux the system's GLib, which is loaded first, complains of objects of the one sharp brings. */
function isNoise(line: string): boolean {
  return line.trim() === '' || line.includes('GLib-GObject-CRITICAL')
}
