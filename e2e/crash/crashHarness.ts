import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pRetry from 'p-retry'
import { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { Localnet, type LocalnetOptions } from '../../src/localnet/localnet.ts'
import type { ProcessName } from '../../src/localnet/localnetProcess.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import type { WorkView } from '../../src/shared/api/node.ts'
import { encodeNetworkProfile } from '../../src/shared/networkProfile.ts'
import { type Amount, toAmount } from '../../src/shared/money.ts'

const unit = 10n ** 16n
export const price: Amount = toAmount(5n * unit)
const deposit = toAmount(5_000n * unit)
const seconds = 4
const killableNode = fileURLToPath(new URL('killableNode.ts', import.meta.url))

/** What the local network is made of, and what runs the nodes. */
export interface CrashHarnessOptions extends Pick<LocalnetOptions, 'parameters' | 'launcher' | 'engines'> {
  /** Left out: one that can be killed at a row. */
  readonly nodeProgram?: string
}

/** Artist, listener and a whole network, as separate processes that can be killed one by one. */
export class CrashHarness {
  readonly folder: string
  readonly localnet: Localnet
  readonly artist: NodeProcess
  readonly listener: NodeProcess
  readonly piece: string
  readonly #nodeProgram: string
  #restarting: Promise<unknown> | undefined

  private constructor(folder: string, { nodeProgram = killableNode, ...localnet }: CrashHarnessOptions) {
    this.folder = folder
    this.#nodeProgram = nodeProgram
    this.localnet = new Localnet({ folder: join(folder, 'localnet'), ...localnet })
    this.piece = join(folder, 'piece.wav')
    this.artist = this.createNodeProcess('artist')
    this.listener = this.createNodeProcess('listener')
  }

  static async open(options: CrashHarnessOptions = {}): Promise<CrashHarness> {
    const harness = new CrashHarness(await mkdtemp(join(tmpdir(), 'busker-crash-')), options)
    try {
      const { localnet, artist, listener, piece } = harness
      await Promise.all([
        localnet.start(),
        artist.init(),
        listener.init(),
        synthesiseWav(piece, { seconds, seed: 1 }),
      ])
      await writeFile(harness.#networkFile, encodeNetworkProfile(localnet.profile))
      await Promise.all([artist.start(), listener.start()])
      await Promise.all([
        artist.ask('connect', { deposit: toAmount(0n) }),
        listener.ask('connect', { deposit }),
      ])
      return harness
    } catch (error) {
      await harness.close()
      throw error
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.artist.stop(), this.listener.stop()])
    await this.localnet.stop()
    await rm(this.folder, { recursive: true, force: true })
  }

  /** Starts the nodes that have died; throws where one does not start. */
  async restartDeadNodes(): Promise<void> {
    this.#restarting ??= Promise.all([this.artist.start(), this.listener.start()]).finally(() => {
      this.#restarting = undefined
    })
    await this.#restarting
  }

  /** A new track, known to the listener. */
  async publish(title: string, cost: Amount = price): Promise<WorkView> {
    const work = await this.artist.ask('publish', {
      file: this.piece,
      price: cost,
      title,
      artistName: 'The artist',
    })
    await pRetry(
      async () => {
        const found = await this.listener.ask('search', { text: title, limit: 200 })
        if (!found.some(({ label }) => label === work.label))
          throw new Error(`${title} did not reach the listener.`)
      },
      { retries: 600, factor: 1, minTimeout: 50 },
    )
    return work
  }

  /** The pid of a part of the network; one that was just killed is waited for. */
  pidOf(name: ProcessName): Promise<number> {
    return pRetry(
      () => {
        const pid = this.localnet.status.parts.find((part) => part.name === name)?.pid
        if (pid === undefined || pid === null) throw new Error(`${name} does not run.`)
        return pid
      },
      { retries: 300, factor: 1, minTimeout: 100 },
    )
  }

  /** The pid of a node’s Raiden child; one that was just killed is waited for. */
  raidenPidOf(nodeProcess: NodeProcess): Promise<number> {
    return pRetry(() => this.#findRaiden(nodeProcess), { retries: 300, factor: 1, minTimeout: 100 })
  }

  /** Another person of this network, whose identity is still to be made. */
  createNodeProcess(name: string): NodeProcess {
    return new NodeProcess({
      name,
      folder: join(this.folder, name),
      network: this.#networkFile,
      passphrase: randomBytes(16).toString('hex'),
      nodeProgram: this.#nodeProgram,
    })
  }

  async #findRaiden(nodeProcess: NodeProcess): Promise<number> {
    for (const entry of await readdir('/proc')) {
      if (!/^\d+$/.test(entry)) continue
      const [stat, command] = await Promise.all([
        readFile(`/proc/${entry}/stat`, 'utf8').catch(() => ''),
        readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => ''),
      ])
      const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
      if (parent === nodeProcess.pid && command.includes('raiden')) return Number(entry)
    }
    throw new Error(`${nodeProcess.name} has no Raiden child.`)
  }

  get #networkFile(): string {
    return join(this.folder, 'network.json')
  }
}
