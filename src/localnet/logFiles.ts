import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { LogFile } from '../process/logFile.ts'
import type { ProcessName } from './localnetProcess.ts'

/** What each process prints, in `logs/<name>.log`; a new start of the network begins a new file. */
export class LogFiles {
  readonly #folder: string
  readonly #files = new Map<ProcessName, LogFile>()

  constructor(folder: string) {
    this.#folder = join(folder, 'logs')
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
  }

  /** @returns takes one line */
  of(name: ProcessName): (line: string) => void {
    const path = join(this.#folder, `${name}.log`)
    rmSync(path, { force: true })
    const file = new LogFile(path)
    this.#files.set(name, file)
    return (line) => file.write(`${new Date().toISOString()} ${line}\n`)
  }

  async close(): Promise<void> {
    for (const file of this.#files.values()) file.close()
    this.#files.clear()
  }
}
