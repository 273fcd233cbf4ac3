import { readFileSync, writeFileSync } from 'node:fs'
import pRetry from 'p-retry'
import { stallFileOf, type StallNote } from '../../harness/stall/stallMeter.ts'

/** What an attack did to one process. */
export interface Suffering {
  readonly victim: string
  /** False where it has ended. */
  readonly isAlive: boolean
  /** Longest time for which the event loop stood still, ms, and how much of it at most by its own work. */
  readonly stallMs: number
  readonly busyMs: number
  /** By how much its memory was larger, at most, than before, MB. */
  readonly growthMb: number
}

/** A process under attack, of whose event loop and memory the worst moment is noted. */
export class Victim {
  readonly name: string
  readonly #pid: number
  #since = 0
  #memoryBefore = 0

  constructor(name: string, pid: number) {
    this.name = name
    this.#pid = pid
  }

  /** Starts to measure. */
  begin(): void {
    // The kernel begins a new peak.
    writeFileSync(`/proc/${this.#pid}/clear_refs`, '5')
    this.#memoryBefore = this.#memory('VmRSS') ?? 0
    this.#since = Date.now()
  }

  /** What came of it since `begin`. */
  end(): Suffering {
    const peak = this.#memory('VmHWM')
    return {
      victim: this.name,
      isAlive: peak !== null,
      ...this.#longestStall(),
      growthMb: Math.max(0, Math.round((peak ?? 0) - this.#memoryBefore)),
    }
  }

  /** Resolves when its event loop turns, or it is gone: only then the last stall is noted. */
  async whenAwake(): Promise<void> {
    const from = Date.now()
    await pRetry(
      () => {
        const isAwake = this.#notes().some(({ at }) => at > from)
        if (!isAwake && this.#memory('VmRSS') !== null) throw new Error(`${this.name} stands still.`)
      },
      { retries: 1200, factor: 1, minTimeout: 50 },
    )
  }

  #longestStall(): Pick<Suffering, 'stallMs' | 'busyMs'> {
    const notes = this.#notes()
    return {
      stallMs: Math.max(0, ...notes.map(({ stallMs }) => stallMs)),
      busyMs: Math.max(0, ...notes.map(({ busyMs }) => busyMs)),
    }
  }

  #notes(): StallNote[] {
    const lines = readFileSync(stallFileOf(this.#pid, process.pid), 'utf8').trimEnd().split('\n')
    return lines.map((line) => JSON.parse(line) as StallNote).filter(({ at }) => at > this.#since)
  }

  /** MB; null where the process is gone. */
  #memory(field: 'VmRSS' | 'VmHWM'): number | null {
    try {
      const found = new RegExp(`${field}:\\s+(\\d+) kB`).exec(
        readFileSync(`/proc/${this.#pid}/status`, 'utf8'),
      )
      return found === null ? null : Number(found[1]) / 1024
    } catch {
      return null
    }
  }
}
