import { randomBytes } from 'node:crypto'
import { cp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bytesToHex } from 'viem'
import { ChainEndpoints } from '../../src/chain/chainEndpoints.ts'
import { createChainClock } from '../../src/chain/createChainClock.ts'
import { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { passphraseLock } from '../../src/node/keys/vaultLock.ts'
import { revealWords, unlockVault } from '../../src/node/keys/vault.ts'
import { restoreNode } from '../../src/node/snapshot/restoreNode.ts'
import { openStore } from '../../src/node/store/openStore.ts'
import { nodeFolder } from '../../src/node/store/nodeFolder.ts'
import { RaidenNode } from '../../src/raiden/raidenNode.ts'
import { raidenNetworkOf } from '../../src/raiden/raidenNetwork.ts'
import { type Address, hex32 } from '../../src/shared/ids.ts'
import { setClockSkew } from './clockSkew.ts'
import { type Startable, startAll, stopAll } from '../../src/shared/startable.ts'
import { encodeNetworkProfile, type NetworkProfile } from '../../src/shared/networkProfile.ts'

const nodeProgram = fileURLToPath(new URL('killableNode.ts', import.meta.url))

/** Somebody who is there for one adversary, and whose node, machine or words may come to harm. */
export class Newcomer {
  readonly node: NodeProcess
  readonly account: Address
  readonly #passphrase: string
  readonly #network: NetworkProfile
  readonly #networkFile: string
  /** All that runs of this person, in the order in which it came to be. */
  readonly #parts: Startable[] = []

  private constructor(
    folder: string,
    network: NetworkProfile,
    identity: { readonly account: Address; readonly passphrase: string },
  ) {
    this.#network = network
    this.#networkFile = `${folder}.network.json`
    this.#passphrase = identity.passphrase
    this.account = identity.account
    this.node = this.#nodeIn(folder)
  }

  /**
   * Makes an identity in `folder`; its node does not run yet.
   *
   * @param skew what makes its device's clock right: the chain's time was moved, ms
   */
  static async arrive(folder: string, network: NetworkProfile, skew: number): Promise<Newcomer> {
    const passphrase = randomBytes(16).toString('hex')
    const networkFile = `${folder}.network.json`
    await writeFile(networkFile, encodeNetworkProfile(network))
    const initialising = new NodeProcess({ name: 'newcomer', folder, network: networkFile, passphrase })
    const newcomer = new Newcomer(folder, network, { account: await initialising.init(), passphrase })
    setClockSkew(folder, skew)
    return newcomer
  }

  /** The same person on another machine: words, and what the hub gives out. Its node does not run yet. */
  async restoreElsewhere(): Promise<NodeProcess> {
    const folder = `${this.node.folder}-elsewhere`
    const lock = passphraseLock(this.#passphrase)
    const words = await revealWords(nodeFolder(this.node.folder).vault, lock)
    await restoreNode({ folder, words, lock, network: this.#network })
    return this.#nodeIn(folder)
  }

  /** Everything there is of the machine, Raiden's databases too, as another device. Stop its node first. */
  async copyDevice(): Promise<NodeProcess> {
    const folder = `${this.node.folder}-elsewhere`
    await cp(this.node.folder, folder, { recursive: true, filter: (file) => !file.endsWith('.sock') })
    const store = openStore(nodeFolder(folder).store)
    store.prepare("DELETE FROM settings WHERE name = 'device-id'").run()
    store.close()
    return this.#nodeIn(folder)
  }

  /** This person's Raiden without Busker around it: what another program could do with the same key. Stop the node first. */
  async openRaiden(): Promise<RaidenNode> {
    const keys = await unlockVault(nodeFolder(this.node.folder).vault, passphraseLock(this.#passphrase))
    const key = hex32.parse(bytesToHex(keys.accountKey))
    keys.lock()
    const { chain, raiden } = this.#network
    const endpoints = new ChainEndpoints({
      rpcUrls: [chain.rpcUrl],
      chainId: chain.id,
      pollingMs: raiden.pollingIntervalMs,
    })
    const clock = createChainClock(endpoints, () => performance.now())
    const node = new RaidenNode({
      network: raidenNetworkOf(this.#network),
      dataFolder: nodeFolder(this.node.folder).raiden,
      privateKey: () => key,
      clock,
    })
    const parts = [clock, node]
    this.#parts.push(...parts)
    await startAll(parts)
    return node
  }

  /** Stops all that runs of this person, on every machine, and then removes what it ran in. */
  async forget(): Promise<void> {
    await stopAll(this.#parts)
    for (const folder of [this.node.folder, `${this.node.folder}-elsewhere`]) {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
    await rm(this.#networkFile, { force: true })
  }

  #nodeIn(folder: string): NodeProcess {
    const { account } = this
    const node = new NodeProcess({
      name: `${folder.split('/').at(-1)} (${account})`,
      folder,
      network: this.#networkFile,
      passphrase: this.#passphrase,
      nodeProgram,
    })
    this.#parts.push(node)
    return node
  }
}

export function newcomerFolder(parent: string, number: number): string {
  return join(parent, `newcomer-${number}`)
}
