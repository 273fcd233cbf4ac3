import { join } from 'node:path'
import { forkLauncher } from '../process/forkLauncher.ts'
import { lockFolder } from '../process/folderLock.ts'
import type { Launcher } from '../process/launcher.ts'
import { contractsFile } from '../process/tools.ts'
import { BuskerError } from '../shared/errors.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import { stopAll, type Startable } from '../shared/startable.ts'
import type { Faucet } from './chain/faucet.ts'
import type { LocalChain } from './chain/localChain.ts'
import { alreadyRunning } from './alreadyRunning.ts'
import { SupervisedChain } from './supervisedChain.ts'
import { ProcessFactory } from './processFactory.ts'
import { fundHub, fundTower } from './fundHub.ts'
import { killProcess } from './killProcess.ts'
import { LogFiles } from './logFiles.ts'
import { towerNames, ursulaNames, type LocalnetProcess, type ProcessName } from './localnetProcess.ts'
import { hubPeerAddress, localProfile } from './localProfile.ts'
import { writeProfile } from './profileFile.ts'
import {
  findImitated,
  openLocalnetSettings,
  type LocalnetParameters,
  type LocalnetSettings,
} from './localnetSettings.ts'
import type { LocalnetEngines } from './localnetEngines.ts'
import type { LocalnetState } from './statusFile.ts'
import { StatusWriter } from './statusWriter.ts'

export interface LocalnetOptions {
  /** Everything the network keeps is in here. */
  readonly folder: string
  /** For a network that is made now; one that exists keeps its own. */
  readonly parameters?: LocalnetParameters
  /** Servers of others that its hub is to use. Default: none. */
  readonly engines?: LocalnetEngines
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
  readonly #processes = new Map<ProcessName, LocalnetProcess>()
  readonly #status: StatusWriter
  #chain: SupervisedChain | null = null
  #logs: LogFiles | null = null
  #profile: NetworkProfile | null = null
  #releaseFolder: (() => void) | null = null
  #stopping: Promise<void> | null = null
  /** Since `stop` was called: a start under way goes no further. */
  #isCancelled = false

  constructor(options: LocalnetOptions) {
    this.#options = options
    this.#status = new StatusWriter(options.folder, this.#processes, (error) => this.#fail(error))
  }

  /** What nodes need to know; there once started. */
  get profile(): NetworkProfile {
    if (this.#profile === null) throw localnetNotUp()
    return this.#profile
  }

  get status(): LocalnetState {
    return this.#status.status
  }

  faucet(): Faucet {
    if (this.#chain === null) throw localnetNotUp()
    return this.#chain.chain.faucet()
  }

  /**
   * Resolves when all parts are ready and the profile is written.
   *
   * @throws BuskerError LOCALNET_RUNNING, LOCALNET_CHAIN_BEHIND, LOCALNET_CONTRACTS_MISSING, HUB_PORT_IN_USE, PROCESS_*
   */
  async start(): Promise<void> {
    if (this.#releaseFolder) return
    this.#isCancelled = false
    const { folder } = this.#options
    this.#releaseFolder = await lockFolder(folder, {
      leftovers: 'refuse',
      onHeld: (holder) => alreadyRunning(folder, holder),
    })
    try {
      await this.#startProcesses(
        await openLocalnetSettings(this.#options.folder, this.#options.parameters ?? {}),
      )
    } catch (error) {
      await this.stop()
      throw error
    }
  }

  /** Ends every part in order, the chain last, each saving what it has. A start under way fails. */
  async stop(): Promise<void> {
    this.#isCancelled = true
    if (!this.#releaseFolder) return
    this.#stopping ??= this.#stopProcesses().finally(() => (this.#stopping = null))
    await this.#stopping
  }

  /**
   * Kills one process as a crash would. It comes back by itself unless `autoRestart` is off.
   *
   * @throws BuskerError LOCALNET_PART_NOT_RUNNING
   */
  async kill(name: ProcessName): Promise<void> {
    await killProcess(name, this.#process(name))
  }

  /** Starts one process again, whatever became of it; a running one is stopped in order first. */
  async restart(name: ProcessName): Promise<void> {
    const part = this.#process(name)
    await part.stop()
    await part.start()
  }

  async #startProcesses(settings: LocalnetSettings): Promise<void> {
    const { folder, launcher = forkLauncher, autoRestart = true, engines = {} } = this.#options
    const logs = new LogFiles(folder)
    this.#logs = logs
    const factory = new ProcessFactory({ folder, settings, logs, launcher, autoRestart, engines })

    const chain = new SupervisedChain(
      {
        folder: join(folder, 'chain'),
        port: settings.ports.chain,
        contractsFile,
        settleTimeoutSeconds: settings.settleTimeoutSeconds,
        supply: settings.supply,
        tokenDecimals: settings.tokenDecimals,
        ...(settings.imitated && { imitated: findImitated(settings.imitated) }),
        onLine: logs.of('chain'),
      },
      factory.restartLimits,
    )
    this.#chain = chain
    chain.onState((state) => {
      if (state.state === 'failed' && autoRestart) this.#fail(state.error)
    })
    const hubPeers = [await hubPeerAddress(settings)]
    const ursulas = ursulaNames.flatMap((name, index) => {
      const kept = settings.ursulas[index]
      return kept ? [{ name, process: factory.ursula(name, kept.port, () => hubPeers) }] : []
    })
    await startInParallel([
      this.#add('chain', chain),
      ...(engines.matrixUrl === undefined ? [this.#add('homeserver', factory.homeserver())] : []),
      ...ursulas.map(({ name, process }) => this.#add(name, process)),
    ])

    const records = ursulas.map(({ name, process }) => ({ name, record: process.hello.record }))
    const towers = await this.#startTowers(factory, settings, chain.chain)
    const profile = localProfile(
      settings,
      chain.chain.contracts,
      hubPeers,
      records,
      towers,
      engines.matrixUrl,
    )
    await fundHub(chain.chain, profile.hub.raidenAddress, settings.hubBudget)
    const description = { profile, ursulas: records.map(({ record }) => record) }
    await this.#add(
      'hub',
      factory.hub(() => description),
    ).start()
    await writeProfile(folder, profile)
    this.#profile = profile
    await this.#status.ready()
  }

  /** Starts the towers, each with gas money. */
  async #startTowers(factory: ProcessFactory, settings: LocalnetSettings, chain: LocalChain) {
    const { rpcUrl, contracts } = chain
    const watched = () => ({ rpcUrl, tokenNetwork: contracts.tokenNetwork })
    const towers = towerNames.flatMap((name, index) => {
      const kept = settings.towers[index]
      return kept ? [{ name, process: this.#add(name, factory.tower(name, kept.port, watched)) }] : []
    })
    await startInParallel(towers.map(({ process }) => process))
    for (const { process } of towers) await fundTower(chain, process.hello.account)
    return towers.map(({ name, process: { hello } }) => ({
      name,
      peerId: hello.peer,
      addresses: [...hello.addresses],
    }))
  }

  async #stopProcesses(): Promise<void> {
    const ursulas = {
      start: async () => undefined,
      stop: async () => stopInParallel(this.#processesNamed([...ursulaNames, ...towerNames])),
    }
    try {
      await stopAll([...this.#processesNamed(['chain', 'homeserver', 'hub']), ursulas])
    } finally {
      await this.#status.remove()
      await this.#logs?.close()
      this.#processes.clear()
      this.#chain = null
      this.#logs = null
      this.#releaseFolder?.()
      this.#releaseFolder = null
    }
  }

  #add<P extends LocalnetProcess>(name: ProcessName, part: P): P {
    if (this.#isCancelled)
      throw new BuskerError('LOCALNET_STOPPED', 'The local network was stopped while it started.')
    this.#processes.set(name, part)
    this.#status.follow(part)
    return part
  }

  #process(name: ProcessName): LocalnetProcess {
    const part = this.#processes.get(name)
    if (!part) throw localnetNotUp()
    return part
  }

  #processesNamed(names: readonly ProcessName[]): LocalnetProcess[] {
    return names.flatMap((name) => this.#processes.get(name) ?? [])
  }

  #fail(error: unknown): void {
    this.#options.onFailure?.(error instanceof Error ? error : new Error(String(error)))
  }
}

/** Each is let finish, so that none is half started when the first failure is thrown. */
async function startInParallel(parts: readonly Startable[]): Promise<void> {
  const outcomes = await Promise.allSettled(parts.map(async (part) => part.start()))
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}

async function stopInParallel(parts: readonly Startable[]): Promise<void> {
  await Promise.all(parts.map(async (part) => stopAll([part])))
}

function localnetNotUp(): BuskerError {
  return new BuskerError('LOCALNET_NOT_UP', 'The local network is not up. Start it with: busker localnet up')
}
