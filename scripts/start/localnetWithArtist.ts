import { dirname, join } from 'node:path'
import { ResidentArtist } from '../../harness/residentArtist.ts'
import { Localnet } from '../../src/localnet/localnet.ts'
import { runningLocalnet } from '../../src/localnet/runningLocalnet.ts'
import type { NetworkProfile } from '../../src/shared/networkProfile.ts'
import { stopAll, type Startable } from '../../src/shared/startable.ts'

export interface LocalnetWithArtistOptions {
  /** Where the local network keeps everything. */
  readonly folder: string
  /** Told what goes on, in a sentence. */
  readonly onMessage: (sentence: string) => void
  /** Told when the network cannot go on. */
  readonly onFailure: (error: Error) => void
}

/** A local network with an artist on it; a network that runs already is used, and left running. */
export class LocalnetWithArtist implements Startable {
  readonly #options: LocalnetWithArtistOptions
  readonly #parts: Startable[] = []
  #artistStarting: Promise<void> | null = null

  constructor(options: LocalnetWithArtistOptions) {
    this.#options = options
  }

  /** Resolves when the network is up; the artist comes after. Errors: as `Localnet.start`. */
  async start(): Promise<void> {
    if (this.#parts.length > 0) return
    const { folder, onMessage: say } = this.#options
    const network = (await runningLocalnet(folder)) ?? (await this.#startLocalnet())
    say(`${network.name} runs: play money only.`)
    const artist = new ResidentArtist({
      folder: join(dirname(folder), 'resident-artist', network.id),
      network,
    })
    this.#parts.push(artist)
    this.#artistStarting = artist
      .start()
      .then(() => say('An artist is there, with three pieces on sale.'))
      .catch((error: unknown) => say(`The artist could not come: ${String(error)}`))
  }

  async stop(): Promise<void> {
    await stopAll(this.#parts)
    await this.#artistStarting
    this.#parts.length = 0
  }

  async #startLocalnet(): Promise<NetworkProfile> {
    const { folder, onMessage: say, onFailure } = this.#options
    say('Starting the local network …')
    const localnet = new Localnet({ folder, onFailure })
    this.#parts.push(localnet)
    await localnet.start()
    return localnet.profile
  }
}
