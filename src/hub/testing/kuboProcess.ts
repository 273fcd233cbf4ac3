import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import getPort from 'get-port'
import { vi } from 'vitest'
import { endChild } from '../../process/testing/endChild.ts'
import { kuboProgramPath } from '../../process/toolPaths.mjs'

const run = promisify(execFile)

/** Kubo as an operator runs it, with a new repository, on this machine alone. */
export class KuboProcess {
  readonly url: string
  readonly #folder: string
  #child: ChildProcess | undefined

  private constructor(folder: string, port: number) {
    this.#folder = folder
    this.url = `http://127.0.0.1:${port}`
  }

  static async open(): Promise<KuboProcess> {
    if (!existsSync(kuboProgramPath()))
      throw new Error('Kubo is not set up. Run: npm run setup -- kubo-program')
    const folder = await mkdtemp(join(tmpdir(), 'busker-kubo-'))
    const port = await getPort({ host: '127.0.0.1' })
    const kubo = new KuboProcess(folder, port)
    await run(kuboProgramPath(), ['init', '--empty-repo'], { env: kubo.#environment() })
    await kubo.#configure(port)
    await kubo.start()
    return kubo
  }

  async start(): Promise<void> {
    const child = spawn(kuboProgramPath(), ['daemon'], {
      env: this.#environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    this.#child = child
    for await (const line of createInterface(child.stdout)) if (line === 'Daemon is ready') break
    child.stdout.resume()
    if (child.exitCode !== null) throw new Error(`Kubo has ended with ${child.exitCode}.`)
  }

  /** It is there, and says nothing any more, until {@link thaw}. Resolves once the last of its threads stands still. */
  async freeze(): Promise<void> {
    const pid = this.#child?.pid
    if (pid === undefined) return
    this.#child?.kill('SIGSTOP')
    await vi.waitFor(async () => {
      const tasks = await readdir(`/proc/${pid}/task`)
      const states = await Promise.all(
        tasks.map((task) => readFile(`/proc/${pid}/task/${task}/stat`, 'utf8')),
      )
      if (!states.every((stat) => stat.slice(stat.lastIndexOf(')')).startsWith(') T'))) {
        throw new Error('Kubo still runs.')
      }
    })
  }

  thaw(): void {
    this.#child?.kill('SIGCONT')
  }

  async stop(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    await endChild(child, 'SIGTERM')
  }

  /** Ends it, and removes what it has kept. */
  async remove(): Promise<void> {
    await this.stop()
    await rm(this.#folder, { recursive: true, force: true })
  }

  #environment(): NodeJS.ProcessEnv {
    return { ...process.env, IPFS_PATH: this.#folder }
  }

  async #configure(port: number): Promise<void> {
    const file = join(this.#folder, 'config')
    const config = JSON.parse(await readFile(file, 'utf8')) as Record<string, Record<string, unknown>>
    const changed = {
      ...config,
      Addresses: {
        ...config['Addresses'],
        API: `/ip4/127.0.0.1/tcp/${port}`,
        Gateway: [],
        Swarm: ['/ip4/127.0.0.1/tcp/0'],
      },
      AutoConf: { Enabled: false },
      AutoTLS: { Enabled: false },
      Bootstrap: [],
      DNS: { Resolvers: {} },
      Discovery: { MDNS: { Enabled: false } },
      Ipns: { ...config['Ipns'], DelegatedPublishers: [] },
      Routing: { Type: 'none', DelegatedRouters: [] },
      Swarm: { ...config['Swarm'], DisableNatPortMap: true },
    }
    await writeFile(file, JSON.stringify(changed))
  }
}
