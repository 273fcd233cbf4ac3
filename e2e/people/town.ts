import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Localnet } from '../../src/localnet/localnet.ts'
import { encodeNetworkProfile } from '../../src/shared/networkProfile.ts'
import { homeOf, Person } from './person.ts'

/** A whole network on this machine, and people with Busker on it. */
export class Town {
  readonly folder: string
  readonly localnet: Localnet
  private readonly people: Person[] = []

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
    const person = new Person({ name, folder: homeOf(this.folder, name), network: this.network })
    this.people.push(person)
    return person
  }

  /** What everybody has on their screen: for looking at what went wrong. */
  async pictures(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true })
    const shown = this.people.filter((person) => person.isOpen)
    await Promise.all(shown.map((person) => person.picture(join(folder, `${person.name}.png`))))
  }

  /** Resolves when nobody has a window any more. */
  async allClosed(): Promise<void> {
    await Promise.all(this.people.map((person) => person.closed()))
  }

  /** Ends every process, and removes every file. */
  async clear(): Promise<void> {
    await Promise.allSettled(this.people.map((person) => person.close()))
    await this.localnet.stop()
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
