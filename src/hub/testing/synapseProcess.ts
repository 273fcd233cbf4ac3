import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import getPort from 'get-port'
import { vi } from 'vitest'
import { endChild } from '../../process/testing/endChild.ts'
import { synapsePath } from '../../process/toolPaths.mjs'
import { writeSynapse } from '../setup/synapse/writeSynapse.ts'

/** Synapse with the settings that `busker hub init --synapse` writes. */
export class SynapseProcess {
  readonly url: string
  readonly #root: string
  #child: ChildProcess | undefined

  private constructor(root: string, url: string) {
    this.#root = root
    this.url = url
  }

  static async open(): Promise<SynapseProcess> {
    if (!existsSync(synapsePath())) throw new Error('Synapse is not set up. Run: npm run setup -- synapse')
    const root = await mkdtemp(join(tmpdir(), 'busker-synapse-'))
    const port = await getPort({ host: '127.0.0.1' })
    const synapse = new SynapseProcess(root, `http://127.0.0.1:${port}`)
    const listen = { host: '127.0.0.1', port }
    await writeSynapse({ folder: synapse.#folder, matrixUrl: synapse.url, listen })
    await synapse.start()
    return synapse
  }

  async start(): Promise<void> {
    const config = join(this.#folder, 'homeserver.yaml')
    const child = spawn('python3', ['-m', 'synapse.app.homeserver', '-c', config], {
      env: { ...process.env, PYTHONPATH: [this.#folder, synapsePath()].join(delimiter) },
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    this.#child = child
    await vi.waitFor(
      async () => {
        if (child.exitCode !== null) return
        await fetch(`${this.url}/_matrix/client/versions`)
      },
      { timeout: 60_000, interval: 100 },
    )
    if (child.exitCode !== null) throw new Error(`Synapse has ended with ${child.exitCode}.`)
  }

  async stop(): Promise<void> {
    const child = this.#child
    this.#child = undefined
    await endChild(child, 'SIGTERM')
  }

  async restart(): Promise<void> {
    await this.stop()
    await this.start()
  }

  /** Ends it, and removes what it has kept. */
  async remove(): Promise<void> {
    await this.stop()
    await rm(this.#root, { recursive: true, force: true })
  }

  get #folder(): string {
    return join(this.#root, 'synapse')
  }
}
