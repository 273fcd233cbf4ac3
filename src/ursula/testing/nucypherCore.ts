import { type ChildProcessByStdio, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { cacheFolder } from '../../process/toolPaths.mjs'

const run = promisify(execFile)
const version = '0.16.0'

type Value = string | readonly Value[]

/** PyPI's `nucypher-core`, in a process of its own. */
export class NucypherCore {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #answers: AsyncIterator<string>

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child
    this.#answers = createInterface(child.stdout)[Symbol.asyncIterator]()
  }

  static async start(): Promise<NucypherCore> {
    const program = fileURLToPath(new URL('nucypherCore.py', import.meta.url))
    return new NucypherCore(spawn(await installedPython(), [program], { stdio: ['pipe', 'pipe', 'inherit'] }))
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

/** A Python that has the library, kept in the cache. */
async function installedPython(): Promise<string> {
  const folder = join(cacheFolder(), `nucypher-core-${version}`)
  const python = join(folder, 'bin', 'python')
  if (existsSync(python)) return python
  const work = `${folder}.${process.pid}`
  const install = ['-m', 'pip', 'install', '--disable-pip-version-check', `nucypher-core==${version}`]
  await run('python3', ['-m', 'venv', work])
  await run(join(work, 'bin', 'python'), install)
  await rename(work, folder).catch(() => rm(work, { recursive: true }))
  return python
}
