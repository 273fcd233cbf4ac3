import Table from 'cli-table3'
import { BuskerError, toErrorData } from '../shared/errors.ts'
import { type ErrorOutput, StepLines } from './stepLines.ts'

/** Exit codes: scripts may rely on them. */
export const exitCodes = { ok: 0, failed: 1, usage: 2, notRunning: 3, noAccess: 4, stopped: 130 } as const

export const exitCodesHelp = `
Exit codes:
  0  done
  1  failed: the sentence on standard error says what happened, its code is in brackets
  2  the command was not understood, or an argument has the wrong form
  3  no node runs for this data folder, or no hub for this one
  4  an order ended without access; what happened to the money is told
  130  stopped by Ctrl-C before the end`

/** What JSON says as it is: an amount is encoded before, by the schema of what was asked. */
type Encoded<Value> = Value extends bigint
  ? never
  : Value extends object
    ? { readonly [Key in keyof Value]: Encoded<Value[Key]> }
    : Value

/** Where a command's results go: people read tables and sentences, programs one JSON document on standard output. */
export class Terminal {
  readonly isJson: boolean
  readonly #errors: ErrorOutput
  readonly #steps: StepLines

  /** @param errors left out: standard error */
  constructor(isJson: boolean, errors: ErrorOutput = process.stderr) {
    this.isJson = isJson
    this.#errors = errors
    this.#steps = new StepLines(errors, isJson)
  }

  /** The result: `json` for programs, `text` for people. */
  result<Value>(json: Value & Encoded<Value>, text: string): void {
    this.#steps.clear()
    process.stdout.write(`${this.isJson ? toJson(json) : printable(text)}\n`)
  }

  /** Something under way: a line on standard error; with --json one JSON document a line. */
  progress<Value>(json: Value & Encoded<Value>, text: string): void {
    this.#steps.clear()
    this.#errors.write(`${this.isJson ? toJson(json) : printable(text)}\n`)
  }

  /**
   * How far a step is, however often it is told: one line on a terminal, a line a step elsewhere, with --json one a percent.
   *
   * @param fraction from 0 to 1
   */
  step(json: unknown, name: string, fraction: number): void {
    this.#steps.tell(printable(name).replaceAll('\n', ' '), fraction, toJson(json))
  }

  /** @returns the exit code that goes with it */
  failure(error: unknown): number {
    const data = toErrorData(error)
    this.progress({ error: data }, `${data.message} (${data.code})`)
    if (!(error instanceof BuskerError) && !this.isJson && error instanceof Error) {
      this.#errors.write(`${printable(error.stack ?? '')}\n`)
    }
    if (data.code === 'DEMO_STOPPED') return exitCodes.stopped
    if (data.code === 'CONTROL_NODE_NOT_RUNNING' || data.code === 'HUB_NOT_RUNNING')
      return exitCodes.notRunning
    return data.code.startsWith('CLI_') ? exitCodes.usage : exitCodes.failed
  }
}

/** What a terminal would obey, or show in another order than it is written in. */
const obeyed = /[[\p{Bidi_Control}\p{Cc}]--\n]/gv

/** Text as a terminal may have it, whoever wrote parts of it. */
export function printable(text: string): string {
  return text.replace(obeyed, '')
}

/** JSON in which such characters are escaped. */
function toJson(value: unknown): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value).replace(obeyed, escaped)
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const shown = new Table({ head: [...head], style: { head: [], border: [] } })
  for (const row of rows) shown.push([...row])
  return shown.toString()
}
