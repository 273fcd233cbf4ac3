import { closeSync, openSync, writeSync } from 'node:fs'

/** How often a full pipe is tried again, and after which pause, ms. */
const pipePatience = { tries: 50, pauseMs: 10 }

/**
 * Takes log lines; each is written when the call returns. A line that can't be written, because the disk is full or
 * nobody reads any more, is lost and counted: a log must end no process.
 */
export class LogFile {
  readonly #descriptor: number
  readonly #isOwn: boolean
  #lost = 0

  /** @param target a path that is appended to, or an open descriptor */
  constructor(target: string | number) {
    this.#isOwn = typeof target === 'string'
    this.#descriptor = typeof target === 'string' ? openSync(target, 'a', 0o600) : target
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
      writeWhole(this.#descriptor, line)
    } catch {
      this.#lost += 1
    }
  }

  close(): void {
    if (this.#isOwn) closeSync(this.#descriptor)
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
