import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DEFAULT_BACK_OFF, type BackOff } from '../process/backOff.ts'
import type { ChildContract } from '../process/contract.ts'
import type { Launcher } from '../process/launcher.ts'
import { SupervisedProcess } from '../process/supervisedProcess.ts'
import type { SignedUrsulaRecord } from '../protocol/policy.ts'
import { toAmount } from '../shared/money.ts'
import { networkProfile, type NetworkProfile } from '../shared/networkProfile.ts'
import type { LogFiles } from './logFiles.ts'
import type { PartName } from './part.ts'
import { OPERATOR } from './localProfile.ts'
import { homeserverContract } from './processes/homeserverContract.ts'
import { hubContract } from './processes/hubContract.ts'
import { ursulaContract } from './processes/ursulaContract.ts'
import type { Settings } from './settings.ts'
import type { z } from 'zod'

/** How often at most the hub adds another deposit to the channel of an artist who is paid much. */
const TOP_UPS = 50n

export interface ChildrenOptions {
  readonly folder: string
  readonly settings: Settings
  readonly logs: LogFiles
  readonly launcher: Launcher
  /** Whether a process that ends unasked is started again. */
  readonly autoRestart: boolean
}

/** What the hub tells whoever joins. */
export interface HubKnowledge {
  readonly profile: NetworkProfile
  readonly ursulas: readonly SignedUrsulaRecord[]
}

/** Makes the local network's own processes; each keeps its data in a folder of its name. */
export class Children {
  readonly #options: ChildrenOptions

  constructor(options: ChildrenOptions) {
    this.#options = options
  }

  get backOff(): BackOff | null {
    return this.#options.autoRestart ? DEFAULT_BACK_OFF : null
  }

  homeserver(): SupervisedProcess<typeof homeserverContract> {
    const { settings } = this.#options
    return this.#child('homeserver', 'The homeserver', 'homeserver', homeserverContract, () => ({
      port: settings.ports.homeserver,
      folder: this.#folderOf('homeserver'),
    }))
  }

  /** @param known what the hub is told, asked for at each start */
  hub(known: () => HubKnowledge): SupervisedProcess<typeof hubContract> {
    const { settings } = this.#options
    return this.#child('hub', 'The hub', 'hub', hubContract, () => {
      const { profile, ursulas } = known()
      return {
        folder: this.#folderOf('hub'),
        ...settings.hub,
        profile: networkProfile.encode(profile),
        ursulas: [...ursulas],
        mediationFee: settings.mediationFee,
        funding: {
          deposit: settings.channelDeposit,
          topUps: toAmount(settings.channelDeposit * TOP_UPS),
          budget: settings.hubBudget,
        },
        gift: settings.gift,
        ports: { pathFinding: settings.ports.pathFinding, peer: settings.ports.hubPeer },
      }
    })
  }

  /** @param hub the hub's multiaddresses: an Ursula stays connected to it */
  ursula(name: PartName, port: number, hub: () => string[]): SupervisedProcess<typeof ursulaContract> {
    return this.#child(name, `The Ursula ${name}`, 'ursula', ursulaContract, () => ({
      folder: this.#folderOf(name),
      operator: OPERATOR,
      port,
      hub: hub(),
    }))
  }

  #child<C extends ChildContract>(
    name: PartName,
    spoken: string,
    entry: string,
    contract: C,
    startMessage: () => z.input<C['start']>,
  ): SupervisedProcess<C> {
    const { launcher, logs } = this.#options
    return new SupervisedProcess({
      name: spoken,
      contract,
      launcher,
      entry: fileURLToPath(new URL(`processes/${entry}.ts`, import.meta.url)),
      startMessage,
      readyTimeout: 60_000,
      stopTimeout: 15_000,
      backOff: this.backOff,
      onLine: logs.of(name),
    })
  }

  #folderOf(name: PartName): string {
    return join(this.#options.folder, name)
  }
}
