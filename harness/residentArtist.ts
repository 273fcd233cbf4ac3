import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { synthesiseWav } from '../src/testAudio/synthesise.ts'
import { nodeFolder } from '../src/node/store/nodeFolder.ts'
import { encodeNetworkProfile, type NetworkProfile } from '../src/shared/networkProfile.ts'
import type { Startable } from '../src/shared/startable.ts'
import { parseAmount } from '../src/cli/amounts.ts'
import { NodeProcess } from '../src/cli/nodeProcess.ts'

/** What is on sale: short, and cheap beside what the local faucet gives. */
const pieces = [
  { title: 'First Light on Platform Two', seconds: 48, seed: 11, price: '0.50' },
  { title: 'Rain on a Tin Roof', seconds: 40, seed: 23, price: '0.80' },
  { title: 'Last Train Home', seconds: 56, seed: 37, price: '1.20' },
] as const

const credits = { artistName: 'Mira Halloran', releaseTitle: 'Street Corners', genre: 'Instrumental' }

export interface ResidentArtistOptions {
  /** Keeps the artist between starts; of one local network for good. */
  readonly folder: string
  readonly network: NetworkProfile
}

/** An artist who lives on a local network, so that a newcomer has something to hear and to buy. Play money only. */
export class ResidentArtist implements Startable {
  readonly #options: ResidentArtistOptions
  #nodeProcess: NodeProcess | null = null

  constructor(options: ResidentArtistOptions) {
    this.#options = options
  }

  /** Resolves when everything is on sale. Errors: those of a node's start and of publishing. */
  async start(): Promise<void> {
    if (this.#nodeProcess !== null) return
    const { folder, network } = this.#options
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const profile = join(folder, 'profile.json')
    await writeFileAtomic(profile, encodeNetworkProfile(network), { mode: 0o600 })
    const data = join(folder, 'node')
    const passphrase = await this.#passphrase()
    const nodeProcess = new NodeProcess({
      name: 'The resident artist',
      folder: data,
      network: profile,
      passphrase,
    })
    this.#nodeProcess = nodeProcess
    if (!existsSync(nodeFolder(data).vault)) await nodeProcess.init()
    await nodeProcess.start()
    await nodeProcess.ask('connect', { deposit: parseAmount('0', network.token.decimals) })
    await this.#publish(nodeProcess)
  }

  async stop(): Promise<void> {
    await this.#nodeProcess?.stop()
    this.#nodeProcess = null
  }

  async #publish(nodeProcess: NodeProcess): Promise<void> {
    const { folder, network } = this.#options
    const there = new Set((await nodeProcess.ask('works', { owner: 'self' })).map(({ title }) => title))
    for (const { title, seconds, seed, price } of pieces) {
      if (there.has(title)) continue
      const file = join(folder, `${seed}.wav`)
      await synthesiseWav(file, { seconds, seed })
      await nodeProcess.ask('publish', {
        file,
        title,
        price: parseAmount(price, network.token.decimals),
        ...credits,
      })
      await rm(file)
    }
  }

  /** Kept beside the vault: it guards nothing but play money. */
  async #passphrase(): Promise<string> {
    const file = join(this.#options.folder, 'passphrase')
    if (!existsSync(file)) await writeFileAtomic(file, randomBytes(16).toString('hex'), { mode: 0o600 })
    return readFile(file, 'utf8')
  }
}
