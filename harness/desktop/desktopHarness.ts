import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseAmount } from '../../src/cli/amounts.ts'
import { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { Localnet } from '../../src/localnet/localnet.ts'
import { SqliteEngine } from '../../src/database/sqliteEngine.ts'
import { createInvitation } from '../../src/hub/invitations/createInvitation.ts'
import { openHubStore } from '../../src/hub/openHubStore.ts'
import type { ProcessName } from '../../src/localnet/localnetProcess.ts'
import { encodeNetworkProfile } from '../../src/shared/networkProfile.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { toAmount } from '../../src/shared/money.ts'
import { DesktopUser, type DesktopUserOptions } from './desktopUser.ts'

/** A whole network on this machine, and people with Busker on it. */
export class DesktopHarness {
  readonly folder: string
  readonly localnet: Localnet
  readonly #users: DesktopUser[] = []
  readonly #nodeProcesses: NodeProcess[] = []

  private constructor(folder: string) {
    this.folder = folder
    this.localnet = new Localnet({ folder: join(folder, 'localnet') })
  }

  /** A folder for it; nothing runs yet. */
  static async create(): Promise<DesktopHarness> {
    return new DesktopHarness(await mkdtemp(join(tmpdir(), 'busker-desktop-')))
  }

  static async open(): Promise<DesktopHarness> {
    const harness = await DesktopHarness.create()
    try {
      await harness.startNetwork()
      return harness
    } catch (error) {
      await harness.close()
      throw error
    }
  }

  /** Starts the network. */
  async startNetwork(): Promise<void> {
    await this.localnet.start()
    await writeFile(this.networkFile, encodeNetworkProfile(this.localnet.profile))
  }

  /** The file of the network's profile. */
  get networkFile(): string {
    return join(this.folder, 'network.json')
  }

  /** A link of the hub's, with tokens for whoever redeems it first. @param tokens whole ones */
  async invite(tokens: bigint): Promise<string> {
    const { profile } = this.localnet
    const store = openHubStore(join(this.folder, 'localnet', 'hub', 'hub.sqlite'))
    const one = 10n ** BigInt(profile.token.decimals)
    const funding = { deposit: toAmount(100n * one) }
    const hub = { store, engine: new SqliteEngine(store), profile, funding, now: Date.now }
    try {
      return await createInvitation(hub, { credit: toAmount(tokens * one), validForMs: 60 * 60_000 })
    } finally {
      store.close()
    }
  }

  addUser(name: string, begins: Pick<DesktopUserOptions, 'invitation'> = {}): DesktopUser {
    const folder = join(this.folder, name)
    const user = new DesktopUser({ name, folder, networkFile: this.networkFile, ...begins })
    this.#users.push(user)
    return user
  }

  /** After a failure: what everybody has on their screen, in pictures and in words, and what their logs end with. */
  async reportFailure(folder: string): Promise<void> {
    await mkdir(folder, { recursive: true })
    const shown = this.#users.filter((user) => user.isOpen)
    for (const user of shown) console.error(await user.describeState())
    await Promise.allSettled(shown.map((user) => user.screenshot(join(folder, `${user.name}.png`))))
  }

  /** An artist whose node runs without a window, with pieces of twenty seconds on sale. */
  async addArtist(titles: readonly string[], price = '0.50'): Promise<NodeProcess> {
    const passphrase = randomBytes(16).toString('hex')
    const artist = new NodeProcess({
      name: 'artist',
      folder: join(this.folder, 'artist'),
      network: this.networkFile,
      passphrase,
    })
    this.#nodeProcesses.push(artist)
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
  suspend(name: ProcessName): () => void {
    const pid = this.localnet.status.parts.find((part) => part.name === name)?.pid
    if (pid === undefined || pid === null) throw new Error(`${name} does not run.`)
    process.kill(pid, 'SIGSTOP')
    return () => process.kill(pid, 'SIGCONT')
  }

  /** Everything but the people's own machines is gone. */
  async stopNetwork(): Promise<void> {
    await Promise.all(this.#nodeProcesses.map((nodeProcess) => nodeProcess.stop()))
    await this.localnet.stop()
  }

  async restartNetwork(): Promise<void> {
    await this.localnet.start()
    await Promise.all(this.#nodeProcesses.map((nodeProcess) => nodeProcess.start()))
  }

  /** Resolves when nobody has a window any more. */
  async waitUntilAllClosed(): Promise<void> {
    await Promise.all(this.#users.map((user) => user.waitUntilClosed()))
  }

  /** Ends every process, and removes every file. */
  async close(): Promise<void> {
    await Promise.allSettled([
      ...this.#users.map((user) => user.close()),
      ...this.#nodeProcesses.map((nodeProcess) => nodeProcess.stop()),
    ])
    await this.localnet.stop()
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
