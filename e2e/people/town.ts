import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAmount } from '../../src/cli/amounts.ts'
import { Party } from '../../src/cli/demo/party.ts'
import { Localnet } from '../../src/localnet/localnet.ts'
import type { PartName } from '../../src/localnet/part.ts'
import { encodeNetworkProfile } from '../../src/shared/networkProfile.ts'
import { synthesiseWav } from '../../src/node/media/synthesise.ts'
import { toAmount } from '../../src/shared/money.ts'
import { Person } from './person.ts'

/** A whole network on this machine, and people with Busker on it. */
export class Town {
  readonly folder: string
  readonly localnet: Localnet
  private readonly people: Person[] = []
  private readonly parties: Party[] = []

  private constructor(folder: string) {
    this.folder = folder
    this.localnet = new Localnet({ folder: join(folder, 'localnet') })
  }

  /** A folder for it; nothing runs yet. */
  static async found(): Promise<Town> {
    return new Town(await mkdtemp(join(tmpdir(), 'busker-town-')))
  }

  static async build(): Promise<Town> {
    const town = await Town.found()
    try {
      await town.open()
      return town
    } catch (error) {
      await town.clear()
      throw error
    }
  }

  /** Starts the network. */
  async open(): Promise<void> {
    await this.localnet.start()
    await writeFile(this.network, encodeNetworkProfile(this.localnet.profile))
  }

  /** The file of the network's profile. */
  get network(): string {
    return join(this.folder, 'network.json')
  }

  person(name: string): Person {
    const person = new Person({ name, folder: join(this.folder, name), network: this.network })
    this.people.push(person)
    return person
  }

  /** After a failure: what everybody has on their screen, in pictures and in words, and what their logs end with. */
  async tell(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true })
    const shown = this.people.filter((person) => person.isOpen)
    for (const person of shown) console.error(await person.account())
    await Promise.allSettled(shown.map((person) => person.picture(join(folder, `${person.name}.png`))))
  }

  /** An artist whose node runs without a window, with pieces of twenty seconds on sale. */
  async artist(titles: readonly string[], price = '0.50'): Promise<Party> {
    const passphrase = randomBytes(16).toString('hex')
    const artist = new Party({
      name: 'artist',
      folder: join(this.folder, 'artist'),
      network: this.network,
      passphrase,
    })
    this.parties.push(artist)
    await artist.init()
    await artist.start()
    await artist.ask('connect', { deposit: toAmount(0n) })
    for (const [at, title] of titles.entries()) {
      const file = join(this.folder, `${title}.wav`)
      await synthesiseWav(file, { seconds: 20, seed: at + 1 })
      const { decimals } = this.localnet.profile.token
      await artist.ask('publish', {
        file,
        price: parseAmount(price, decimals),
        title,
        artistName: 'Ada Reyes',
      })
    }
    return artist
  }

  /** Part of the network stands still, as under a load without end. @returns lets it go on */
  halt(name: PartName): () => void {
    const pid = this.localnet.status.parts.find((part) => part.name === name)?.pid
    if (pid === undefined || pid === null) throw new Error(`${name} does not run.`)
    process.kill(pid, 'SIGSTOP')
    return () => process.kill(pid, 'SIGCONT')
  }

  /** Everything but the people's own machines is gone. */
  async darken(): Promise<void> {
    await Promise.all(this.parties.map((party) => party.stop()))
    await this.localnet.stop()
  }

  async lighten(): Promise<void> {
    await this.localnet.start()
    await Promise.all(this.parties.map((party) => party.start()))
  }

  /** Resolves when nobody has a window any more. */
  async allClosed(): Promise<void> {
    await Promise.all(this.people.map((person) => person.closed()))
  }

  /** Ends every process, and removes every file. */
  async clear(): Promise<void> {
    await Promise.allSettled([
      ...this.people.map((person) => person.close()),
      ...this.parties.map((party) => party.stop()),
    ])
    await this.localnet.stop()
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
