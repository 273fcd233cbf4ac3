import { join } from 'node:path'
import { forkLauncher } from '../process/forkLauncher.ts'
import { holdFolder } from '../process/holdFolder.ts'
import type { Launcher } from '../process/launcher.ts'
import { contractsFile } from '../process/tools.ts'
import { BuskerError } from '../shared/errors.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import { stopAll, type Startable } from '../shared/startable.ts'
import type { Faucet } from './chain/faucet.ts'
import { alreadyRunning } from './alreadyRunning.ts'
import { ChainPart } from './chainPart.ts'
import { Children } from './children.ts'
import { fundHub } from './fundHub.ts'
import { killPart } from './killPart.ts'
import { LogFiles } from './logFiles.ts'
import { URSULAS, type Part, type PartName } from './part.ts'
import { hubPeerAddress, localProfile } from './localProfile.ts'
import { writeProfile } from './profileFile.ts'
import { openSettings, type Choices, type Settings } from './settings.ts'
import type { LocalnetState } from './statusFile.ts'
import { StatusWriter } from './statusWriter.ts'

export interface LocalnetOptions {
  /** Everything the network keeps is in here. */
  readonly folder: string
  /** For a network that is made now; one that exists keeps its own. */
  readonly choices?: Choices
  /** Whether a process that ends unasked is started again; tests that kill say no. Default true. */
  readonly autoRestart?: boolean
  /** How processes are started; under Electron its own way. */
  readonly launcher?: Launcher
  /** Called once when the network cannot go on: its chain is lost. Stop it then. */
  readonly onFailure?: (error: Error) => void
}

/** A whole network on one machine, each part a process of its own that ends with this one. */
export class Localnet implements Startable {
  readonly #options: LocalnetOptions
  readonly #parts = new Map<PartName, Part>()
  readonly #status: StatusWriter
  #chain: ChainPart | null = null
  #logs: LogFiles | null = null
  #profile: NetworkProfile | null = null
  #release: (() => void) | null = null
  #stopping: Promise<void> | null = null

  constructor(options: LocalnetOptions) {
    this.#options = options
    this.#status = new StatusWriter(options.folder, this.#parts, (error) => this.#fail(error))
  }

  /** What nodes need to know; there once started. */
  get profile(): NetworkProfile {
    if (this.#profile === null) throw notUp()
    return this.#profile
  }

  get status(): LocalnetState {
    return this.#status.status
  }

  faucet(): Faucet {
    if (this.#chain === null) throw notUp()
    return this.#chain.chain.faucet()
  }

  /**
   * Resolves when all parts are ready and the profile is written.
   *
   * @throws BuskerError LOCALNET_RUNNING, LOCALNET_CHAIN_BEHIND, LOCALNET_CONTRACTS_MISSING, HUB_PORT_IN_USE, PROCESS_*
   */
  async start(): Promise<void> {
    if (this.#release) return
    const { folder } = this.#options
    this.#release = await holdFolder(folder, (holder) => alreadyRunning(folder, holder))
    try {
      await this.#bringUp(await openSettings(this.#options.folder, this.#options.choices ?? {}))
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  /** Ends every part in order, the chain last, each saving what it has. A start under way fails. */
  async stop(): Promise<void> {
    if (!this.#release) return
    this.#stopping ??= this.#bringDown().finally(() => (this.#stopping = null))
    await this.#stopping
  }

  /**
   * Kills one process as a crash would. It comes back by itself unless `autoRestart` is off.
   *
   * @throws BuskerError LOCALNET_PART_NOT_RUNNING
   */
  async kill(name: PartName): Promise<void> {
    await killPart(name, this.#part(name))
  }

  /** Starts one process again, whatever became of it; a running one is stopped in order first. */
  async restart(name: PartName): Promise<void> {
    const part = this.#part(name)
    await part.stop()
    await part.start()
  }

  async #bringUp(settings: Settings): Promise<void> {
    const { folder, launcher = forkLauncher, autoRestart = true } = this.#options
    const logs = new LogFiles(folder)
    this.#logs = logs
    const children = new Children({ folder, settings, logs, launcher, autoRestart })

    const chain = new ChainPart(
      {
        folder: join(folder, 'chain'),
        port: settings.ports.chain,
        contractsFile,
        settleTimeoutSeconds: settings.settleTimeoutSeconds,
        supply: settings.supply,
        onLine: logs.of('chain'),
      },
      children.backOff,
    )
    this.#chain = chain
    chain.onState((state) => {
      if (state.state === 'failed' && autoRestart) this.#fail(state.error)
    })
    const hubPeers = [await hubPeerAddress(settings)]
    const ursulas = URSULAS.flatMap((name, index) => {
      const kept = settings.ursulas[index]
      return kept ? [{ name, process: children.ursula(name, kept.port, () => hubPeers) }] : []
    })
    await startTogether([
      this.#add('chain', chain),
      this.#add('homeserver', children.homeserver()),
      ...ursulas.map(({ name, process }) => this.#add(name, process)),
    ])

    const records = ursulas.map(({ name, process }) => ({ name, record: process.hello.record }))
    const profile = localProfile(settings, chain.chain.contracts, hubPeers, records)
    await fundHub(chain.chain, profile.hub.raidenAddress, settings.hubBudget)
    const known = { profile, ursulas: records.map(({ record }) => record) }
    await this.#add(
      'hub',
      children.hub(() => known),
    ).start()
    await writeProfile(folder, profile)
    this.#profile = profile
    await this.#status.ready()
  }

  async #bringDown(): Promise<void> {
    const ursulas = { start: async () => undefined, stop: async () => stopTogether(this.#named(URSULAS)) }
    try {
      await stopAll([...this.#named(['chain', 'homeserver', 'hub']), ursulas])
    } finally {
      await this.#status.remove()
      await this.#logs?.close()
      this.#parts.clear()
      this.#chain = null
      this.#logs = null
      this.#release?.()
      this.#release = null
    }
  }

  #add<P extends Part>(name: PartName, part: P): P {
    if (this.#stopping)
      throw new BuskerError('LOCALNET_STOPPED', 'The local network was stopped while it started.')
    this.#parts.set(name, part)
    this.#status.follow(part)
    return part
  }

  #part(name: PartName): Part {
    const part = this.#parts.get(name)
    if (!part) throw notUp()
    return part
  }

  #named(names: readonly PartName[]): Part[] {
    return names.flatMap((name) => this.#parts.get(name) ?? [])
  }

  #fail(error: unknown): void {
    this.#options.onFailure?.(error instanceof Error ? error : new Error(String(error)))
  }
}

/** Each is let finish, so that none is half started when the first failure is thrown. */
async function startTogether(parts: readonly Startable[]): Promise<void> {
  const outcomes = await Promise.allSettled(parts.map(async (part) => part.start()))
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}

async function stopTogether(parts: readonly Startable[]): Promise<void> {
  await Promise.all(parts.map(async (part) => stopAll([part])))
}

function notUp(): BuskerError {
  return new BuskerError('LOCALNET_NOT_UP', 'The local network is not up. Start it with: busker localnet up')
}
