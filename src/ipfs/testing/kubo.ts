import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { kuboPath } from '../../process/toolPaths.mjs'

/** Kubo, the IPFS node most others run, in a process of its own. */
export class Kubo {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>
  readonly #answers: AsyncIterator<string>

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child
    this.#answers = createInterface(child.stdout)[Symbol.asyncIterator]()
  }

  /** @param folder a new one; its log goes beside it */
  static async start(folder: string): Promise<Kubo> {
    if (!existsSync(kuboPath())) throw new Error('Kubo is not set up. Run: node scripts/setup.mjs setup kubo')
    const program = fileURLToPath(new URL('kubo.py', import.meta.url))
    const child = spawn('python3', [program, kuboPath(), folder], {
      stdio: ['pipe', 'pipe', 'ignore'],
      cwd: dirname(folder), // where it writes its log
    })
    const kubo = new Kubo(child)
    await kubo.#answer()
    return kubo
  }

  /** Multiaddrs, with the peer id. */
  async addresses(): Promise<string[]> {
    const id = await this.#request('id')
    return ((await this.#request('addresses')) as string[]).map((address) => `${address}/p2p/${String(id)}`)
  }

  async connect(address: string): Promise<void> {
    await this.#request('connect', address)
  }

  /** Fetches what `cid` names into `file`. */
  async get(cid: string, file: string): Promise<void> {
    await this.#request('get', cid, file)
  }

  /** @returns the CID of the file */
  async add(file: string): Promise<string> {
    return String(await this.#request('add', file))
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit')
    this.#child.stdin.end()
    await ended
  }

  #request(...order: string[]): Promise<unknown> {
    this.#child.stdin.write(`${JSON.stringify(order)}\n`)
    return this.#answer()
  }

  async #answer(): Promise<unknown> {
    const { value, done } = await this.#answers.next()
    if (done === true) throw new Error('Kubo has ended.')
    return JSON.parse(value)
  }
}
