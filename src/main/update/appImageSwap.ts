import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, link, open, rename, rm, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { BuskerError } from '../../shared/errors.ts'
import { readJsonFile, writeJsonFile } from '../app/jsonFile.ts'

/** How often a new version may end before its window is there, until the one before it comes back. */
const maximumStarts = 2

const swapJournal = z.union([
  /** A version was put in place, and has not shown its window yet. */
  z.strictObject({ placed: z.string(), starts: z.int().nonnegative() }),
  /** A version never showed its window; it is not taken again. */
  z.strictObject({ refused: z.string() }),
])

export interface AppImageSwapOptions {
  /** The AppImage that runs. */
  readonly image: string
  readonly journal: string
  /** The version that runs. */
  readonly version: string
  /** Starts a program once this one has ended. */
  readonly relaunch: (executable: string) => void
}

/** What to do at a start: go on, or start again, because the version before this one was put back. */
export type SwapOutcome = 'goOn' | 'startAgain'

/**
 * Replaces the AppImage by a newer one, in one step and only once that one is whole beside it; keeps the former until the
 * newer has shown its window, and puts it back where it does not. No data is written in a newer form before that.
 */
export class AppImageSwap {
  readonly #options: AppImageSwapOptions
  #refused: string | null = null

  constructor(options: AppImageSwapOptions) {
    this.#options = options
  }

  /** A version that did not start here; null: there is none. */
  get refused(): string | null {
    return this.#refused
  }

  get #next(): string {
    return `${this.#options.image}.next`
  }

  get #former(): string {
    return `${this.#options.image}.former`
  }

  /** Before anything else is done at a start. */
  async begin(): Promise<SwapOutcome> {
    const { image, journal, version } = this.#options
    const found = await readJsonFile(journal, swapJournal)
    if (found === null) return 'goOn'
    if ('refused' in found && found.refused !== version) {
      this.#refused = found.refused
      return 'goOn'
    }
    if ('refused' in found || found.placed !== version) {
      await this.#clear()
      return 'goOn'
    }
    if (found.starts < maximumStarts || !(await exists(this.#former))) {
      await writeJsonFile(journal, { placed: version, starts: found.starts + 1 })
      return 'goOn'
    }
    await writeJsonFile(journal, { refused: version })
    await rename(this.#former, image)
    return 'startAgain'
  }

  /** This version has shown its window. */
  async confirm(): Promise<void> {
    if (this.#refused === null) await this.#clear()
  }

  /**
   * Puts what was downloaded whole beside the AppImage.
   *
   * @param sha512 base64, of the signed manifest
   * @throws BuskerError `UPDATE_FORGED`, `UPDATE_NOT_PLACED`
   */
  async stage(downloaded: string, sha512: string): Promise<void> {
    const { image } = this.#options
    try {
      await copyFile(downloaded, this.#next)
      await chmod(this.#next, (await stat(image)).mode)
      await flush(this.#next)
    } catch (cause) {
      await rm(this.#next, { force: true }).catch(() => undefined)
      throw new BuskerError('UPDATE_NOT_PLACED', `The newer Busker could not be written beside ${image}.`, {
        cause,
      })
    }
    if ((await hashOf(this.#next)) === sha512) return
    await rm(this.#next, { force: true })
    throw new BuskerError('UPDATE_FORGED', 'The newer Busker is not the one that its publisher has signed.')
  }

  /** Puts what was staged in the place of the AppImage: from the next start on it is what runs. */
  async swap(version: string): Promise<void> {
    const { image, journal } = this.#options
    await rm(this.#former, { force: true })
    await link(image, this.#former).catch(() => copyFile(image, this.#former))
    await writeJsonFile(journal, { placed: version, starts: 0 })
    await rename(this.#next, image)
  }

  /** Once Busker has ended, starts what is in the place of the AppImage. */
  relaunch(): void {
    this.#options.relaunch(this.#options.image)
  }

  async #clear(): Promise<void> {
    for (const file of [this.#next, this.#former, this.#options.journal]) await rm(file, { force: true })
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64')
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}
