import { fileURLToPath } from 'node:url'
import { pino } from 'pino'
import { NodeProcess } from '../../src/cli/nodeProcess.ts'
import { windowHandlers } from '../../src/node/api/nodeHandlers.ts'
import { type BuskerNode, createNode } from '../../src/node/createNode.ts'
import { deriveKeys } from '../../src/node/keys/deriveKeys.ts'
import type { Keys } from '../../src/node/keys/keys.ts'
import { createVault } from '../../src/node/keys/vault.ts'
import { passphraseLock } from '../../src/node/keys/vaultLock.ts'
import { newWords } from '../../src/node/keys/words.ts'
import { nodeFolder } from '../../src/node/store/nodeFolder.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import type { NetworkProfile } from '../../src/shared/networkProfile.ts'

const passphrase = 'of an old folder'

/** Whose folder is made: a node in this process, driven as the app's page drives it, or in one of its own, to be killed. */
export class Person {
  readonly folder: string
  readonly words: string
  readonly issuedAt: number
  readonly keys: Keys
  #node: BuskerNode | null = null

  private constructor(folder: string, words: string, issuedAt: number, keys: Keys) {
    this.folder = folder
    this.words = words
    this.issuedAt = issuedAt
    this.keys = keys
  }

  static async create(folder: string): Promise<Person> {
    const words = newWords()
    const issuedAt = Date.now()
    await createVault(nodeFolder(folder).vault, words, issuedAt, passphraseLock(passphrase))
    return new Person(folder, words, issuedAt, await deriveKeys(words, issuedAt))
  }

  async start(network: NetworkProfile) {
    const { folder, keys } = this
    const log = pino({ level: process.env['LOG'] ?? 'silent' })
    this.#node = await createNode({ folder, keys, network, ffmpeg: await findFfmpeg(), log })
    await this.#node.start()
    return windowHandlers(this.#node)
  }

  async stop(): Promise<void> {
    await this.#node?.stop()
    this.#node = null
  }

  /** @param profile the file of the network's profile */
  process(profile: string): NodeProcess {
    return new NodeProcess({
      name: 'old',
      folder: this.folder,
      network: profile,
      passphrase,
      nodeProgram: fileURLToPath(new URL('../crash/killableNode.ts', import.meta.url)),
    })
  }
}
