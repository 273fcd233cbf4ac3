import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'

/** One command of a guide, with what it prints. */
export interface GuideStep {
  /** As it is typed; `&` behind it: it goes on running while what follows is typed. */
  readonly command: string
  /** Lines it prints, in this order, others between them; `…` stands for what differs. */
  readonly output: readonly string[]
}

/** Reads the blocks called `console` of a page: `$ ` before what is typed, a backslash where it goes on in the next line. */
export function readSteps(markdown: string): GuideStep[] {
  const blocks = markdown.matchAll(/^```console\n(.*?)^```$/gms)
  return [...blocks].flatMap(([, block = '']) =>
    block
      .replaceAll(/\\\n\s*/g, '')
      .split(/^\$ /m)
      .slice(1)
      .map((step) => {
        const [command = '', ...output] = step.trimEnd().split('\n')
        return { command, output: output.map((line) => line.trim()).filter((line) => line !== '') }
      }),
  )
}

/** @returns the first expected line that does not come where it should; undefined where all do */
export function firstMissing(expected: readonly string[], printed: string): string | undefined {
  const rest = printed.split('\n').map((line) => line.trim())
  return expected.find((line) => {
    const pattern = new RegExp(`^${line.split('…').map(escaped).join('.*')}$`)
    const at = rest.findIndex((each) => pattern.test(each))
    rest.splice(0, at + 1)
    return at < 0
  })
}

const escaped = (words: string): string => words.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

/** A shell in which the commands of a guide are typed one after the other. */
export class GuideShell {
  readonly #folder: string
  readonly #variables: NodeJS.ProcessEnv
  #background: ChildProcess | null = null

  /** @param folder where it is typed; @param variables all that a command sees */
  constructor(folder: string, variables: NodeJS.ProcessEnv) {
    this.#folder = folder
    this.#variables = variables
  }

  /**
   * Types a step, and waits until it has ended well; of one that goes on, until it has printed what it should.
   *
   * @returns what it printed
   * @throws Error where it ends otherwise, or prints something else
   */
  async type({ command, output }: GuideStep): Promise<string> {
    if (command === 'kill %1') return this.#endBackground()
    if (command.endsWith('&')) return this.#leaveRunning(command, output)
    const child = this.#spawn(command)
    const ended = once(child, 'close')
    const [printed, errors] = await Promise.all([textOf(child.stdout), textOf(child.stderr)])
    const [code] = (await ended) as [number | null]
    if (code !== 0) throw new Error(`$ ${command}\nended with ${code}:\n${printed}${errors}`)
    const missing = firstMissing(output, printed)
    if (missing !== undefined) throw new Error(`$ ${command}\ndid not print “${missing}”, but:\n${printed}`)
    return printed
  }

  /** Ends what still runs. */
  async close(): Promise<void> {
    if (this.#background !== null) await this.#endBackground()
  }

  async #leaveRunning(command: string, output: readonly string[]): Promise<string> {
    const child = this.#spawn(`exec ${command.slice(0, -1)}`)
    this.#background = child
    const errors: string[] = []
    if (child.stderr !== null) createInterface(child.stderr).on('line', (line) => errors.push(line))
    let printed = ''
    if (child.stdout !== null) {
      for await (const line of createInterface(child.stdout)) {
        printed += `${line}\n`
        if (firstMissing(output, printed) === undefined) return printed
      }
    }
    throw new Error(`$ ${command}\nended, and had printed:\n${printed}${errors.slice(-10).join('\n')}`)
  }

  async #endBackground(): Promise<string> {
    const child = this.#background
    if (child === null) throw new Error('Nothing runs that could be ended.')
    this.#background = null
    if (child.exitCode !== null) throw new Error(`What ran had ended by itself, with ${child.exitCode}.`)
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    const [code] = (await ended) as [number | null]
    if (code !== 0) throw new Error(`What ran ended with ${code}.`)
    return ''
  }

  #spawn(line: string): ChildProcess {
    return spawn('/bin/sh', ['-c', line], {
      cwd: this.#folder,
      env: this.#variables,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }
}

const textOf = (stream: NodeJS.ReadableStream | null): Promise<string> =>
  stream === null ? Promise.resolve('') : text(stream)
