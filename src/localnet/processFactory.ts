import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ChildContract } from '../process/childContract.ts'
import type { Launcher } from '../process/launcher.ts'
import { SupervisedProcess } from '../process/supervisedProcess.ts'
import type { SignedUrsulaRecord } from '../protocol/policy.ts'
import { defaultRestartLimits, type RestartLimits } from '../shared/backOff.ts'
import { toAmount } from '../shared/money.ts'
import type { Address } from '../shared/ids.ts'
import { localChainId, networkProfile, type NetworkProfile } from '../shared/networkProfile.ts'
import type { LogFiles } from './logFiles.ts'
import type { ProcessName } from './localnetProcess.ts'
import { operatorName } from './localProfile.ts'
import { homeserverContract } from './processes/homeserverContract.ts'
import { hubContract } from './processes/hubContract.ts'
import { towerContract } from './processes/towerContract.ts'
import { ursulaContract } from './processes/ursulaContract.ts'
import type { LocalnetEngines } from './localnetEngines.ts'
import type { LocalnetSettings } from './localnetSettings.ts'
import type { z } from 'zod'

/** How often at most the hub adds another deposit to the channel of an artist who is paid much. */
const maxTopUps = 50n

export interface ProcessFactoryOptions {
  readonly folder: string
  readonly settings: LocalnetSettings
  readonly logs: LogFiles
  readonly launcher: Launcher
  /** Whether a process that ends unasked is started again. */
  readonly autoRestart: boolean
  readonly engines: LocalnetEngines
}

/** What the hub answers to a node that joins. */
export interface NetworkDescription {
  readonly profile: NetworkProfile
  readonly ursulas: readonly SignedUrsulaRecord[]
}

/** Makes the local network's own processes; each keeps its data in a folder of its name. */
export class ProcessFactory {
  readonly #options: ProcessFactoryOptions

  constructor(options: ProcessFactoryOptions) {
    this.#options = options
  }

  get restartLimits(): RestartLimits | null {
    return this.#options.autoRestart ? defaultRestartLimits : null
  }

  homeserver(): SupervisedProcess<typeof homeserverContract> {
    const { settings } = this.#options
    const entry = new URL('processes/homeserver.ts', import.meta.url)
    return this.#supervise('homeserver', 'The homeserver', entry, homeserverContract, () => ({
      port: settings.ports.homeserver,
      folder: this.#folderOf('homeserver'),
    }))
  }

  /** @param description read at each start */
  hub(description: () => NetworkDescription): SupervisedProcess<typeof hubContract> {
    const { settings, engines } = this.#options
    const entry = new URL('processes/hub.ts', import.meta.url)
    return this.#supervise('hub', 'The hub', entry, hubContract, () => {
      const { profile, ursulas } = description()
      return {
        folder: this.#folderOf('hub'),
        ...settings.hub,
        profile: networkProfile.encode(profile),
        ursulas: [...ursulas],
        mediationFee: settings.mediationFee,
        funding: {
          deposit: settings.channelDeposit,
          topUps: toAmount(settings.channelDeposit * maxTopUps),
          budget: settings.hubBudget,
        },
        gift: settings.gift,
        databaseUrl: engines.databaseUrl,
        ports: { pathFinding: settings.ports.pathFinding, peer: settings.ports.hubPeer },
      }
    })
  }

  /** @param hub the hub's multiaddresses: an Ursula stays connected to it */
  ursula(name: ProcessName, port: number, hub: () => string[]): SupervisedProcess<typeof ursulaContract> {
    const entry = new URL('processes/ursula.ts', import.meta.url)
    const startMessage = () => ({
      folder: this.#folderOf(name),
      // Where money is real, several of one operator are not enough.
      operator: this.#options.settings.imitated === undefined ? operatorName : `Operator of ${name}`,
      port,
      hub: hub(),
    })
    return this.#supervise(name, `The Ursula ${name}`, entry, ursulaContract, startMessage, {
      smallHeap: true,
    })
  }

  /** @param chain what it watches; read at each start */
  tower(
    name: ProcessName,
    port: number,
    chain: () => { readonly rpcUrl: string; readonly tokenNetwork: Address },
  ): SupervisedProcess<typeof towerContract> {
    const entry = new URL('processes/tower.ts', import.meta.url)
    return this.#supervise(name, `The tower ${name}`, entry, towerContract, () => ({
      folder: this.#folderOf(name),
      operator: `Local ${name}`,
      port,
      chainId: this.#options.settings.imitated?.chain ?? localChainId,
      ...chain(),
    }))
  }

  #supervise<C extends ChildContract>(
    name: ProcessName,
    displayName: string,
    entry: URL,
    contract: C,
    startMessage: () => z.input<C['start']>,
    { smallHeap = false } = {},
  ): SupervisedProcess<C> {
    const { launcher, logs } = this.#options
    return new SupervisedProcess({
      name: displayName,
      contract,
      launcher,
      entry: fileURLToPath(entry),
      smallHeap,
      startMessage,
      readyTimeout: 60_000,
      stopTimeout: 15_000,
      backOff: this.restartLimits,
      onLine: logs.of(name),
    })
  }

  #folderOf(name: ProcessName): string {
    return join(this.#options.folder, name)
  }
}
