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
const pinned = ['raiden-api-client==1.1.1', 'attrdict==2.0.1', 'requests==2.32.5', 'setuptools==80.9.0']

/** PyPI's `raiden-api-client`, in a process of its own. */
export class RaidenApiClient {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #answers: AsyncIterator<string>

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child
    this.#answers = createInterface(child.stdout)[Symbol.asyncIterator]()
  }

  /** @param url as `busker raiden-api` has shown it */
  static async start(url: string): Promise<RaidenApiClient> {
    const { username, password, hostname, port } = new URL(url)
    const program = fileURLToPath(new URL('raidenApiClient.py', import.meta.url))
    const args = [program, `${username}:${password}@${hostname}`, port]
    return new RaidenApiClient(spawn(await installedPython(), args, { stdio: ['pipe', 'pipe', 'inherit'] }))
  }

  /** Calls a method of the client. @throws Error the name of what it raised */
  async call(method: string, ...values: (string | number)[]): Promise<unknown> {
    this.#child.stdin.write(`${JSON.stringify([method, ...values])}\n`)
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

/** A Python that has the client, kept in the cache. */
async function installedPython(): Promise<string> {
  const folder = join(cacheFolder(), 'raiden-api-client-1.1.1')
  const python = join(folder, 'bin', 'python')
  if (existsSync(python)) return python
  const work = `${folder}.${process.pid}`
  await run('python3', ['-m', 'venv', work])
  await run(join(work, 'bin', 'python'), ['-m', 'pip', 'install', '--disable-pip-version-check', ...pinned])
  await rename(work, folder).catch(() => rm(work, { recursive: true }))
  return python
}
