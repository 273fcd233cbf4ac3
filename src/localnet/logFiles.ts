import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import type { ProcessName } from './localnetProcess.ts'

/** What each process prints, in `logs/<name>.log`; a new start of the network begins a new file. */
export class LogFiles {
  readonly #folder: string
  readonly #files = new Map<ProcessName, WriteStream>()

  constructor(folder: string) {
    this.#folder = join(folder, 'logs')
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
  }

  /** @returns takes one line */
  of(name: ProcessName): (line: string) => void {
    const file = createWriteStream(join(this.#folder, `${name}.log`), { flags: 'w', mode: 0o600 })
    this.#files.set(name, file)
    return (line) => void file.write(`${new Date().toISOString()} ${line}\n`)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#files.values()].map((file) => new Promise((resolve) => file.end(resolve))))
    this.#files.clear()
  }
}
