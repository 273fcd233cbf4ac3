import { clearLine, cursorTo } from 'node:readline'

/** Where what is under way is told: standard error, or what stands for it. */
export type ErrorOutput = NodeJS.WritableStream & { readonly isTTY?: boolean }

/** DECAWM, by which a terminal wraps lines or cuts them. */
const [withoutWrapping, withWrapping] = ['\u001b[?7l', '\u001b[?7h']

/**
 * How far steps are: on a terminal one line, which is written again and gone at the end; elsewhere a line for each step, once; for
 * programs a line for each whole percent.
 */
export class StepLines {
  readonly #output: ErrorOutput
  readonly #isJson: boolean
  /** The whole percent that was told last, by step. */
  readonly #told = new Map<string, number>()
  #isShown = false

  constructor(output: ErrorOutput, isJson: boolean) {
    this.#output = output
    this.#isJson = isJson
  }

  /**
   * @param name printable, on one line
   * @param fraction from 0 to 1
   * @param json what programs get, one line
   */
  tell(name: string, fraction: number, json: string): void {
    const percent = Math.round(fraction * 100)
    const before = this.#told.get(name)
    if (before === percent) return
    this.#told.set(name, percent)
    if (this.#isJson) this.#output.write(`${json}\n`)
    else if (this.#output.isTTY === true) this.#show(`${name} ${percent} %`)
    else if (before === undefined) this.#output.write(`${name}\n`)
  }

  /** Takes the line away, so that something else can be written. */
  clear(): void {
    if (!this.#isShown) return
    clearLine(this.#output, 0)
    cursorTo(this.#output, 0)
    this.#isShown = false
  }

  #show(line: string): void {
    this.clear()
    // A line that is too long is cut by the terminal, which knows how wide each letter is.
    this.#output.write(`${withoutWrapping}${line}${withWrapping}`)
    this.#isShown = true
  }
}
