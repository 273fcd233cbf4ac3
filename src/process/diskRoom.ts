import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BuskerError, diskError } from '../shared/errors.ts'
import { neededMegabytes } from '../shared/diskProblem.ts'

const megabyte = 2 ** 20
/** What is written to see whether there is room again, bytes. */
const probeBytes = megabyte

/** Whether there is room for what Busker keeps in a folder. */
export class DiskRoom {
  readonly #folder: string
  readonly #availableBytes: (folder: string) => Promise<number>
  #failed: BuskerError | null = null

  /** @param availableBytes replaced in tests */
  constructor(folder: string, availableBytes = availableIn) {
    this.#folder = folder
    this.#availableBytes = availableBytes
  }

  /** Takes an error of whoever writes there. @returns whether it was for want of room */
  report(error: unknown): boolean {
    const problem = diskError(error)
    this.#failed ??= problem
    return problem !== null
  }

  /** What is wrong, with the folder and the room it needs; null where there is room. After a failed write, one is tried. */
  async check(): Promise<BuskerError | null> {
    if (this.#failed !== null) this.#failed = await this.#tryToWrite()
    if (this.#failed?.code === 'NODE_DISK_READ_ONLY') return this.#failed
    const available = await this.#availableBytes(this.#folder)
    if (this.#failed === null && available >= neededMegabytes * megabyte) return null
    return new BuskerError(
      'NODE_DISK_FULL',
      `The disk with ${this.#folder} is full, or nearly: ${Math.floor(available / megabyte)} MB are left, and ${neededMegabytes} MB are needed. Make room: what waits goes on by itself. Nothing that was paid or promised is lost.`,
      { cause: this.#failed },
    )
  }

  async #tryToWrite(): Promise<BuskerError | null> {
    const file = join(this.#folder, '.room')
    try {
      await writeFile(file, Buffer.alloc(probeBytes), { mode: 0o600, flush: true })
      return null
    } catch (error) {
      const problem = diskError(error)
      if (problem === null) throw error
      return problem
    } finally {
      await rm(file, { force: true })
    }
  }
}

async function availableIn(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
