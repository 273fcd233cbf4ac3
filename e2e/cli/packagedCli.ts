import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import { promisify } from 'node:util'

const root = join(import.meta.dirname, '..', '..')

/**
 * Packs the command line as it is now, as `npm run dist -- KIND` does.
 *
 * @param target where what is made goes
 * @returns the folder of the command line, or the package of a hub
 */
export async function pack(kind: 'cli' | 'hub', target: string): Promise<string> {
  const program = ['scripts/dist.ts', kind, '--out', target]
  const { stdout } = await promisify(execFile)(process.execPath, program, { cwd: root })
  return stdout.trim().split('\n').at(-1) ?? ''
}

export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** The packed command line on a machine that has nothing else: with an empty PATH, and a home of its own. */
export class PackagedCli {
  readonly #program: string
  readonly #home: string
  readonly #variables: NodeJS.ProcessEnv

  constructor(program: string, home: string, variables: NodeJS.ProcessEnv = {}) {
    this.#program = program
    this.#home = home
    this.#variables = variables
  }

  /** Runs a command to its end; its secrets, a line each, are on descriptor 3. */
  async run(args: readonly string[], secrets: readonly string[] = []): Promise<Ended> {
    const child = this.#spawn(args, secrets)
    const ended = once(child, 'close')
    const [stdout, stderr] = await Promise.all([text(outputOf(child)), text(child.stderr as Readable)])
    const [code] = (await ended) as [number | null]
    return { code, stdout, stderr }
  }

  /**
   * What a command answers, as a program reads it.
   *
   * @throws Error with what it printed, where it fails
   */
  async json(args: readonly string[], secrets: readonly string[] = []): Promise<unknown> {
    const { code, stdout, stderr } = await this.run(['--json', ...args], secrets)
    if (code !== 0) throw new Error(`busker ${args.join(' ')} ended with ${code}: ${stderr}`)
    return JSON.parse(stdout)
  }

  /** Starts a command that runs until it is ended; resolves when it says `event`. */
  async start(
    args: readonly string[],
    event: string,
    secrets: readonly string[] = [],
  ): Promise<ChildProcess> {
    const child = this.#spawn(['--json', ...args], secrets)
    const said = text(child.stderr as Readable)
    for await (const line of createInterface({ input: outputOf(child) })) {
      if ((JSON.parse(line) as { event?: string }).event === event) {
        outputOf(child).resume()
        return child
      }
    }
    throw new Error(`busker ${args.join(' ')} ended before it was ${event}: ${await said}`)
  }

  #spawn(args: readonly string[], secrets: readonly string[]): ChildProcess {
    const child = spawn(this.#program, args, {
      cwd: this.#home,
      env: { PATH: '', HOME: this.#home, ...this.#variables },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    })
    const pipe = child.stdio[3] as Writable
    // A command that wants no secrets does not read them.
    pipe.on('error', () => undefined)
    pipe.end(secrets.map((line) => `${line}\n`).join(''))
    return child
  }
}

function outputOf({ stdout }: ChildProcess): Readable {
  if (stdout === null) throw new Error('A command has no output.')
  return stdout
}
