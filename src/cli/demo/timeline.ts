import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { type ErrorData, toErrorData } from '../../shared/errors.ts'
import type { Terminal } from '../terminal.ts'

export interface TimelineStep {
  readonly name: string
  /** Milliseconds from the start of the demo. */
  readonly startMs: number
  readonly durationMs: number
  /** What came out, for people; for a failed step why. */
  readonly outcome: string
  readonly ok: boolean
}

const lineWidth = 78

/** What a demo did and how long each step took; told as it goes. Steps may overlap. */
export class Timeline {
  readonly steps: TimelineStep[] = []
  readonly #terminal: Terminal
  readonly #startedAt = new Date()
  readonly #start = performance.now()
  readonly #underWay: string[] = []
  #isOver = false

  constructor(terminal: Terminal) {
    this.#terminal = terminal
  }

  /** @param tell makes the outcome's sentence of what `run` brought */
  async step<T>(name: string, run: () => Promise<T>, tell: (result: T) => string = () => ''): Promise<T> {
    const from = performance.now()
    this.#redraw(() => this.#underWay.push(name))
    const end = (outcome: string, ok: boolean) => {
      if (this.#isOver) return
      const step = {
        name,
        startMs: Math.round(from - this.#start),
        durationMs: Math.round(performance.now() - from),
        outcome,
        ok,
      }
      this.steps.push(step)
      this.#redraw(() => {
        this.#underWay.splice(this.#underWay.indexOf(name), 1)
        this.#terminal.progress(step, formatStep(step))
      })
    }
    try {
      const result = await run()
      end(tell(result), true)
      return result
    } catch (error) {
      end(toErrorData(error).message, false)
      throw error
    }
  }

  /** What was under way is not told of any more. */
  end(): void {
    this.#redraw(() => (this.#underWay.length = 0))
    this.#isOver = true
  }

  get totalMs(): number {
    return Math.round(performance.now() - this.#start)
  }

  /** @param error why the demo failed; null where it did what it should */
  async write(file: string, facts: unknown, error: ErrorData | null): Promise<void> {
    const startedAt = this.#startedAt
    const { totalMs, steps } = this
    const told = { startedAt, totalMs, ok: error === null, error, steps, facts }
    await mkdir(dirname(file), { recursive: true })
    await writeFileAtomic(file, `${JSON.stringify(told, null, 2)}\n`)
  }

  /** Where a person watches, the last line says what is under way. */
  #redraw(change: () => unknown): void {
    const isWatched = process.stderr.isTTY && !this.#terminal.isJson
    if (isWatched) process.stderr.write('\r\u001B[K')
    change()
    const now = this.#underWay.at(-1)
    if (isWatched && now !== undefined) process.stderr.write(`  … ${now}`)
  }
}

function formatStep({ name, durationMs, outcome, ok }: TimelineStep): string {
  const first = `  ${ok ? '✓' : '✗'} ${name}`
  const seconds = `${(durationMs / 1000).toFixed(1)} s`
  const top = `${first}${seconds.padStart(Math.max(seconds.length + 1, lineWidth - first.length))}`
  return outcome === '' ? top : `${top}\n      ${outcome}`
}
