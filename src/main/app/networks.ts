import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { runningLocalnet } from '../../localnet/runningLocalnet.ts'
import { acceptContracts, areContractsToAccept } from '../../node/network/acceptContracts.ts'
import { isDevelopmentChain } from '../../node/network/developmentChain.ts'
import { readNetwork } from '../../node/store/networkFile.ts'
import { BuskerError } from '../../shared/errors.ts'
import {
  encodeNetworkProfile,
  hubPeerOf,
  isLocalNetwork,
  type NetworkProfile,
} from '../../shared/networkProfile.ts'
import { checkProfile } from '../../shared/networkTrust.ts'
import { quote } from '../../shared/text.ts'
import type { AppFiles } from '../appFiles.ts'

/** Electron before this is only for building and testing: no real money passes through it. */
const minimumElectronVersion = 45

export interface NetworksOptions {
  readonly files: AppFiles
  /** Where a local network would run. */
  readonly localnetFolder: string
  /** Electron's version. */
  readonly electron: string
}

/** The networks a person can be on: the local one that runs, those imported, and the one that was chosen. */
export class Networks {
  readonly #options: NetworksOptions
  /** Of an invitation that is being looked at: nothing of it is kept. */
  #offered: NetworkProfile | null = null

  constructor(options: NetworksOptions) {
    this.#options = options
  }

  async list(): Promise<NetworkProfile[]> {
    const local = await runningLocalnet(this.#options.localnetFolder)
    const imported = await this.#imported()
    const chosen = await readNetwork(this.#options.files.network)
    // What a network says of itself now counts more than what was kept of it.
    const known = new Map(
      [chosen, ...imported, local].flatMap((each) => (each === null ? [] : [[each.id, each]])),
    )
    return [...known.values()]
  }

  /** The network to be on: the chosen one, or the local one that runs when none was chosen; null: there is none. */
  async current(): Promise<NetworkProfile | null> {
    const [all, chosen] = [await this.list(), await readNetwork(this.#options.files.network)]
    return (chosen === null ? all.find(isLocalNetwork) : all.find(({ id }) => id === chosen.id)) ?? null
  }

  /** A network that can be found and chosen, and is not listed, until another one, or none, is offered. */
  offer(network: NetworkProfile | null): void {
    this.#offered = network
  }

  /** @throws BuskerError `NETWORK_NONE` */
  async find(id: string): Promise<NetworkProfile> {
    if (this.#offered?.id === id) return this.#offered
    const network = (await this.list()).find((each) => each.id === id)
    if (network === undefined) throw new BuskerError('NETWORK_NONE', 'There is no such network any more.')
    return network
  }

  /**
   * @param acceptsContracts whether the person takes the operator's word for contracts that Busker does not know
   * @throws BuskerError `NETWORK_NONE`, `NETWORK_ELECTRON_OLD`; as `acceptContracts`
   */
  async choose(id: string, acceptsContracts = false): Promise<NetworkProfile> {
    const network = await this.find(id)
    await this.assertElectronAllowed(network)
    await this.#accept(network, acceptsContracts)
    await writeFileAtomic(this.#options.files.network, encodeNetworkProfile(network), { mode: 0o600 })
    return network
  }

  /**
   * Keeps the profile in `file`.
   *
   * @throws BuskerError `NETWORK_PROFILE_MALFORMED`, `NETWORK_NONE`; as {@link add}
   */
  async import(file: string): Promise<NetworkProfile> {
    const network = await readNetwork(file)
    if (network === null) throw new BuskerError('NETWORK_NONE', `There is no network profile at ${file}.`)
    await this.add(network)
    return network
  }

  /**
   * Keeps a profile, to be chosen later.
   *
   * @throws BuskerError `NETWORK_ELECTRON_OLD`, `NETWORK_ID_TAKEN`; as `checkProfile`
   */
  async add(network: NetworkProfile): Promise<void> {
    await this.assertCanAdd(network)
    const { profiles } = this.#options.files
    await mkdir(profiles, { recursive: true, mode: 0o700 })
    await writeFileAtomic(join(profiles, `${network.id}.json`), encodeNetworkProfile(network), {
      mode: 0o600,
    })
  }

  /** Whether {@link add} would keep a profile; nothing is kept. @throws BuskerError as {@link add} */
  async assertCanAdd(network: NetworkProfile): Promise<void> {
    await this.assertElectronAllowed(network)
    checkProfile(network)
    const known = (await this.list()).find(({ id }) => id === network.id)
    if (known === undefined || isLocalNetwork(known) || isSameHub(known, network)) return
    throw new BuskerError(
      'NETWORK_ID_TAKEN',
      `You have a network ${quote(known.name, 128)} already, run by ${quote(known.hub.operator, 128)}, and this profile would put another hub in its place. Nothing was added.`,
    )
  }

  /**
   * Real money passes through no Electron that gets no security updates; what a developer's tool makes up is none.
   *
   * @throws BuskerError `NETWORK_ELECTRON_OLD`
   */
  async assertElectronAllowed(network: NetworkProfile): Promise<void> {
    const { electron } = this.#options
    if (isLocalNetwork(network) || Number.parseInt(electron, 10) >= minimumElectronVersion) return
    if (await isDevelopmentChain(network)) return
    throw new BuskerError(
      'NETWORK_ELECTRON_OLD',
      `This build runs on Electron ${electron}, which is for testing only and never for real money. Use a released Busker.`,
    )
  }

  /**
   * Refuses a network whose contracts have changed since the person chose it.
   *
   * @throws BuskerError `NETWORK_CONTRACTS_UNACCEPTED`; as `acceptContracts`
   */
  async assertAccepted(network: NetworkProfile): Promise<void> {
    await this.#accept(network, false)
  }

  /** Whether it can only be chosen once the person has accepted its contracts. */
  async isToAccept(network: NetworkProfile): Promise<boolean> {
    return areContractsToAccept(network, await readNetwork(this.#options.files.network))
  }

  /** What was chosen once was accepted. */
  async #accept(network: NetworkProfile, isAccepted: boolean): Promise<void> {
    await acceptContracts(network, { kept: await readNetwork(this.#options.files.network), isAccepted })
  }

  async #imported(): Promise<NetworkProfile[]> {
    const { profiles } = this.#options.files
    const names = await readdir(profiles).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []
      throw error
    })
    const read = names
      .filter((name) => name.endsWith('.json'))
      .map((name) => readNetwork(join(profiles, name)))
    return (await Promise.all(read)).filter((network) => network !== null)
  }
}

/** A hub may move to another machine; whom payments go through and who answers at its addresses stays. */
function isSameHub(one: NetworkProfile, other: NetworkProfile): boolean {
  return one.hub.raidenAddress === other.hub.raidenAddress && hubPeerOf(one) === hubPeerOf(other)
}
