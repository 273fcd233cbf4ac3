import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { parseEther } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { createHomeserver, type Homeserver } from '../../src/hub/homeserver/homeserver.ts'
import type { HttpServer } from '../../src/http/httpServer.ts'
import { createHubPathFinder } from '../../src/hub/pathfinding/hubPathFinder.ts'
import { createMatrixPresence } from '../../src/hub/pathfinding/matrixPresence.ts'
import { createPathFindingServer } from '../../src/hub/pathfinding/pathFindingServer.ts'
import { LocalChain } from '../../src/localnet/chain/localChain.ts'
import { contractsFile } from '../../src/process/tools.ts'
import type { RaidenNetwork } from '../../src/raiden/raidenNetwork.ts'
import { RaidenNode, type RaidenNodeOptions } from '../../src/raiden/raidenNode.ts'
import { hex32, toAddress, type Address, type Hex32 } from '../../src/shared/ids.ts'
import { toAmount, type Amount } from '../../src/shared/money.ts'
import { stopAll, type Startable } from '../../src/shared/startable.ts'

/** One token, in base units. */
export const oneToken = 10n ** 18n

/** An account whose node can be made again and again on the same folder, as after a restart. */
export interface Account {
  readonly key: Hex32
  readonly address: Address
  readonly folder: string
}

/** Chain, homeserver, path finding and as many Raiden nodes as a test wants, all real. */
export class RaidenHarness implements Startable {
  readonly #folder: string
  readonly #parts: Startable[] = []
  readonly #nodes = new Set<RaidenNode>()
  readonly chain: LocalChain
  readonly homeserver: Homeserver
  #network: RaidenNetwork | null = null
  /** What the hub's path finding says it takes; the hub itself takes what it was made with. */
  statedFee: Amount = toAmount(0n)
  readonly lines: string[] = []

  private constructor(folder: string, chain: LocalChain, homeserver: Homeserver) {
    this.#folder = folder
    this.chain = chain
    this.homeserver = homeserver
  }

  static async create(): Promise<RaidenHarness> {
    const folder = await mkdtemp(join(tmpdir(), 'busker-raiden-'))
    const chain = new LocalChain({
      folder: join(folder, 'chain'),
      port: await getPort(),
      contractsFile,
      settleTimeoutSeconds: 60,
      supply: 1_000_000n * oneToken,
      onCrash: (error) => {
        throw error
      },
    })
    const homeserver = createHomeserver({ port: await getPort(), dataFile: join(folder, 'transport.sqlite') })
    return new RaidenHarness(folder, chain, homeserver)
  }

  get network(): RaidenNetwork {
    if (this.#network === null) throw new Error('the harness has not been started')
    return this.#network
  }

  async start(): Promise<void> {
    for (const part of [this.chain, this.homeserver]) {
      this.#parts.push(part)
      await part.start()
    }
    const { contracts } = this.chain
    this.#network = {
      rpcUrl: this.chain.rpcUrl,
      chainId: 31_337,
      contracts,
      token: contracts.token,
      tokenNetwork: contracts.tokenNetwork,
      matrixUrl: this.homeserver.url,
      pathFindingUrl: `http://127.0.0.1:${await getPort()}`,
      settleTimeoutSeconds: 60,
      revealTimeoutSeconds: 10,
      expiryFactor: 3,
      confirmationBlocks: 1,
      pollingIntervalMs: 1_000,
    }
  }

  /** Stops every node and part, and forgets the folder. */
  async stop(): Promise<void> {
    await stopAll([...this.#parts, ...this.#nodes])
    await rm(this.#folder, { recursive: true, force: true })
  }

  /** A new account with gas and `tokens` base units. */
  async account(name: string, tokens: bigint): Promise<Account> {
    const key = hex32.parse(`0x${randomBytes(32).toString('hex')}`)
    const address = toAddress(privateKeyToAddress(key))
    await this.chain.faucet().give(address, { wei: parseEther('10'), token: tokens })
    return { key, address, folder: join(this.#folder, name) }
  }

  node(account: Account, changes: Partial<RaidenNodeOptions> = {}): RaidenNode {
    const node = new RaidenNode({
      network: this.network,
      dataFolder: account.folder,
      privateKey: () => account.key,
      onLine: (line) => this.lines.push(`${account.address.slice(0, 6)} ${line}`),
      ...changes,
    })
    this.#nodes.add(node)
    return node
  }

  /** Path finding over the hub's channels as its node has them. */
  async servePaths(hub: RaidenNode): Promise<HttpServer> {
    const { network } = this
    const oracle = {
      findPaths: async (request: Parameters<ReturnType<typeof createHubPathFinder>['findPaths']>[0]) =>
        createHubPathFinder({
          hub: hub.address,
          tokenNetwork: network.tokenNetwork,
          flatFee: this.statedFee,
          channels: async () => (await hub.channels()).filter(({ state }) => state === 'open'),
        }).findPaths(request),
    }
    const server = createPathFindingServer({
      port: Number(new URL(network.pathFindingUrl).port),
      chainId: network.chainId,
      tokenNetworkRegistry: network.contracts.TokenNetworkRegistry.address,
      paymentAddress: network.token,
      mediationFee: this.statedFee,
      matrixUrl: network.matrixUrl,
      pathFinder: oracle,
      presence: createMatrixPresence(network.matrixUrl),
    })
    this.#parts.push(server)
    await server.start()
    return server
  }
}
