import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { Localnet } from '../../src/localnet/localnet.ts'
import type { LocalnetParameters } from '../../src/localnet/localnetSettings.ts'
import { revealWords } from '../../src/node/keys/vault.ts'
import { passphraseLock } from '../../src/node/keys/vaultLock.ts'
import { restoreNode } from '../../src/node/snapshot/restoreNode.ts'
import { nodeFolder } from '../../src/node/store/nodeFolder.ts'
import { encodeNetworkProfile } from '../../src/shared/networkProfile.ts'

const passphrase = 'a passphrase for two machines'

/** A local network, and machines on it of which several may be of one person. */
export class Machines {
  readonly folder: string
  readonly #localnet: Localnet
  readonly #all: NodeProcess[] = []

  private constructor(folder: string, parameters: LocalnetParameters) {
    this.folder = folder
    this.#localnet = new Localnet({ folder: join(folder, 'net'), autoRestart: false, parameters })
  }

  /** Its network runs. */
  static async open(parameters: LocalnetParameters = {}): Promise<Machines> {
    const machines = new Machines(await mkdtemp(join(tmpdir(), 'busker-machines-')), parameters)
    try {
      await machines.#localnet.start()
      await writeFile(machines.#network, encodeNetworkProfile(machines.#localnet.profile))
      return machines
    } catch (error) {
      await machines.close()
      throw error
    }
  }

  /** One that nobody uses yet. */
  add(name: string): NodeProcess {
    const folder = join(this.folder, name)
    const machine = new NodeProcess({ name, folder, network: this.#network, passphrase })
    this.#all.push(machine)
    return machine
  }

  /** Whoever uses one machine uses another, too: by their words, and what the hub gives out. Its node does not run yet. */
  async restore(used: NodeProcess, machine: NodeProcess, patience: { timeout: number }): Promise<void> {
    const lock = passphraseLock(passphrase)
    const words = await revealWords(nodeFolder(used.folder).vault, lock)
    const { profile: network } = this.#localnet
    // The hub may close the connection of a second peer with one identity; a person presses again.
    await vi.waitFor(() => restoreNode({ folder: machine.folder, words, lock, network }), patience)
  }

  /** Ends every process, and removes every file. */
  async close(): Promise<void> {
    await Promise.all(this.#all.map((machine) => machine.stop()))
    await this.#localnet.stop()
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }

  get #network(): string {
    return join(this.folder, 'network.json')
  }
}
