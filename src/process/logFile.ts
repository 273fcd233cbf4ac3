import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'

/** How often a full pipe is tried again, and after which pause, ms. */
const pipePatience = { tries: 50, pauseMs: 10 }

/** When a log is set aside, as `<file>.1` and so on, the newest first. */
export interface LogRotation {
  readonly file: string
  /** How long a file gets. */
  readonly maxBytes: number
  /** How many are kept beside it. */
  readonly keep: number
}

/**
 * Takes log lines; each is written when the call returns. A line that can't be written, because the disk is full or
 * nobody reads any more, is lost and counted: a log must end no process.
 */
export class LogFile {
  #descriptor: number
  readonly #isOwn: boolean
  readonly #rotation: LogRotation | undefined
  #bytes: number
  #lost = 0

  /** @param target a path that is appended to, or an open descriptor */
  constructor(target: string | number, rotation?: LogRotation) {
    this.#isOwn = typeof target === 'string'
    this.#rotation = rotation
    this.#descriptor = typeof target === 'string' ? openSync(target, 'a', 0o600) : target
    this.#bytes = rotation === undefined ? 0 : fstatSync(this.#descriptor).size
  }

  /** Lines lost since the last that was written. */
  get lost(): number {
    return this.#lost
  }

  /** @param line ends with a newline */
  write(line: string): void {
    try {
      if (this.#lost > 0) {
        const msg = `${this.#lost} lines could not be written before this one`
        writeWhole(this.#descriptor, `\n${JSON.stringify({ level: 40, time: Date.now(), msg })}\n`)
        this.#lost = 0
      }
      this.#rotate(Buffer.byteLength(line))
      writeWhole(this.#descriptor, line)
    } catch {
      this.#lost += 1
    }
  }

  #rotate(bytes: number): void {
    if (this.#rotation === undefined) return
    const { file, maxBytes, keep } = this.#rotation
    this.#bytes += bytes
    if (this.#bytes <= maxBytes || this.#bytes === bytes) return
    for (let index = keep - 1; index > 0; index -= 1)
      renameIfThere(`${file}.${index}`, `${file}.${index + 1}`)
    renameIfThere(file, `${file}.1`)
    const next = openSync(file, 'a', 0o600)
    closeSync(this.#descriptor)
    this.#descriptor = next
    this.#bytes = bytes
  }

  close(): void {
    if (this.#isOwn) closeSync(this.#descriptor)
  }
}

function renameIfThere(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}

function writeWhole(descriptor: number, text: string): void {
  let rest: Uint8Array = Buffer.from(text)
  for (let tries = 0; rest.byteLength > 0;) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest))
    } catch (error) {
      tries += 1
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || tries > pipePatience.tries) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pipePatience.pauseMs)
    }
  }
}
