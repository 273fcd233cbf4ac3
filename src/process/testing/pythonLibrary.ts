import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cacheFolder } from '../toolPaths.mjs'

const run = promisify(execFile)

type Value = string | number | readonly Value[]

export interface PythonLibraryOptions {
  /** What pip installs, each with its version; the first one names the folder in the cache. */
  readonly pinned: readonly [string, ...string[]]
  /** Answers each line of standard input, `[order, …values]`, with `{ result }` or `{ error }`, all in JSON. */
  readonly program: URL
  readonly args?: readonly string[]
}

/** A library of PyPI, asked in a process of its own. */
export class PythonLibrary {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #answers: AsyncIterator<string>

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child
    this.#answers = createInterface(child.stdout)[Symbol.asyncIterator]()
  }

  static async start({ pinned, program, args = [] }: PythonLibraryOptions): Promise<PythonLibrary> {
    const python = await installedPython(pinned)
    return new PythonLibrary(
      spawn(python, [fileURLToPath(program), ...args], { stdio: ['pipe', 'pipe', 'inherit'] }),
    )
  }

  /** @throws Error what it raised */
  async ask(order: string, ...values: Value[]): Promise<unknown> {
    this.#child.stdin.write(`${JSON.stringify([order, ...values])}\n`)
    const { value } = await this.#answers.next()
    const answer = JSON.parse(String(value)) as { readonly result?: unknown; readonly error?: string }
    if (answer.error !== undefined) throw new Error(answer.error)
    return answer.result
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.stdin.end()
    await ended
  }
}

/** A Python that has the libraries, kept in the cache. */
async function installedPython(pinned: PythonLibraryOptions['pinned']): Promise<string> {
  const folder = join(cacheFolder(), pinned[0].replace('==', '-'))
  const python = join(folder, 'bin', 'python')
  if (existsSync(python)) return python
  const work = `${folder}.${process.pid}`
  await run('python3', ['-m', 'venv', work])
  await run(join(work, 'bin', 'python'), ['-m', 'pip', 'install', '--disable-pip-version-check', ...pinned])
  await rename(work, folder).catch(() => rm(work, { recursive: true }))
  return python
}
