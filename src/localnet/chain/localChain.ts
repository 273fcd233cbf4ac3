import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import type { BinaryProcess } from '../../process/binaryProcess.ts'
import { hex32 } from '../../shared/ids.ts'
import { contracts as contractsSchema, type Contracts, localChainId } from '../../shared/networkProfile.ts'
import type { Startable } from '../../shared/startable.ts'
import { createAnvil } from './anvil.ts'
import { createChainClient, type ChainClient } from './chainClient.ts'
import { readCompiledContracts } from '../../hub/setup/compiledContracts.ts'
import { deployContracts, type DeploymentOptions } from './deployContracts.ts'
import { createFaucet, type Faucet } from './faucet.ts'
import { chainBehind, catchUpToSeenBlocks, readSeenBlocks, type SeenBlocks } from './seenBlocks.ts'
import { saveState, ChainStateSaver, type ChainStateFiles } from './chainStateSaver.ts'

export interface LocalChainOptions extends DeploymentOptions {
  /** Where the chain keeps its state. */
  readonly folder: string
  /** On 127.0.0.1; the same one each time, because nodes remember it. */
  readonly port: number
  /** `contracts.json` of PyPI's raiden-contracts; read only when there is no deployment yet. */
  readonly contractsFile: () => string
  /** Called when the chain ends unasked. It is not restarted: its owner decides. */
  readonly onCrash: (error: unknown) => void
  readonly onLine?: (line: string) => void
}

const blockSeconds = 1
/** Anvil's own, wei. */
const localBaseFee = 1_000_000_000n
/** As on a rollup, wei. */
const cheapBaseFee = 10_000_000n
const noBlocksSeen: SeenBlocks = {
  newest: 0,
  newestWithTransaction: { number: 0, hash: hex32.parse(`0x${'0'.repeat(64)}`) },
}

/** A chain of our own with Raiden's contracts on it: a block a second, its state kept through every kind of stop. */
export class LocalChain implements Startable {
  readonly rpcUrl: string
  readonly chainId: number
  readonly #options: LocalChainOptions
  readonly #client: ChainClient
  readonly #files: ChainStateFiles & { readonly contracts: string }
  #anvil: BinaryProcess | null = null
  #stateSaver: ChainStateSaver | null = null
  #contracts: Contracts | null = null
  #faucet: Faucet | null = null

  constructor(options: LocalChainOptions) {
    this.#options = options
    this.rpcUrl = `http://127.0.0.1:${options.port}`
    this.chainId = options.imitated?.chain.id ?? localChainId
    this.#client = createChainClient(this.rpcUrl, this.chainId)
    const file = (name: string) => join(options.folder, name)
    this.#files = {
      state: file('state.json'),
      seen: file('seen.json'),
      contracts: file('contracts.json'),
    }
  }

  /** Anvil's pid, or undefined when it does not run. */
  get pid(): number | undefined {
    return this.#anvil?.pid
  }

  /** What is deployed; known once started. */
  get contracts(): Contracts {
    if (this.#contracts === null) throw new Error('The local chain has not been started.')
    return this.#contracts
  }

  /** One for all: its payments are one after the other. */
  faucet(): Faucet {
    this.#faucet ??= createFaucet(this.rpcUrl, this.contracts.token, this.chainId)
    return this.#faucet
  }

  /**
   * Starts the chain where it stopped; the first time, deploys the contracts.
   *
   * @throws BuskerError LOCALNET_CHAIN_BEHIND when something that nodes have seen is gone; LOCALNET_ANVIL_MISSING;
   * LOCALNET_CONTRACTS_MISSING; PROCESS_CRASHED with anvil's last lines
   */
  async start(): Promise<void> {
    if (this.#anvil) return
    await mkdir(this.#options.folder, { recursive: true, mode: 0o700 })
    try {
      this.#contracts = await readContracts(this.#files.contracts)
      const seen = await (this.#contracts === null ? this.#deploy() : this.#resume())
      await this.#client.setIntervalMining({ interval: blockSeconds })
      this.#stateSaver = new ChainStateSaver(
        this.#client,
        this.#files,
        seen,
        (error) => void this.#onLoss(error),
      )
      await this.#stateSaver.save()
      this.#stateSaver.start()
    } catch (error) {
      await this.#stopAnvil()
      throw error
    }
  }

  /** Saves everything up to the last block, then ends. */
  async stop(): Promise<void> {
    const [anvil, stateSaver] = [this.#anvil, this.#stateSaver]
    this.#anvil = null
    this.#stateSaver = null
    if (anvil === null) return
    await stateSaver?.stop()
    try {
      if (anvil.pid !== undefined) await stateSaver?.save()
    } finally {
      await anvil.stop()
    }
  }

  async #stopAnvil(): Promise<void> {
    const anvil = this.#anvil
    this.#anvil = null
    await anvil?.stop()
  }

  /** A deployment that was cut short left no contracts.json and is done again from nothing. */
  async #deploy(): Promise<SeenBlocks> {
    await rm(this.#files.state, { force: true })
    await rm(this.#files.seen, { force: true })
    const compiled = await readCompiledContracts(this.#options.contractsFile())
    await this.#launch(null)
    this.#contracts = await deployContracts(this.#client, compiled, this.#options)
    await saveState(this.#client, this.#files.state)
    await writeFileAtomic(this.#files.contracts, JSON.stringify(this.#contracts, null, 2))
    return this.#newChain()
  }

  /** Nothing before its first block was ever seen. */
  #newChain(): SeenBlocks {
    return { ...noBlocksSeen, newest: firstBlockOf(this.#options.imitated) }
  }

  async #resume(): Promise<SeenBlocks> {
    const seen = await readSeenBlocks(this.#files.seen)
    await checkState(this.#files.state, seen?.newest ?? 0)
    await this.#launch(this.#files.state)
    if (seen === null) return this.#newChain()
    await catchUpToSeenBlocks(this.#client, seen)
    return seen
  }

  async #launch(stateFile: string | null): Promise<void> {
    const { port, imitated, onLine } = this.#options
    this.#anvil = createAnvil({
      port,
      chainId: this.chainId,
      firstBlock: firstBlockOf(imitated),
      baseFee: imitated === undefined ? localBaseFee : cheapBaseFee,
      stateFile,
      client: this.#client,
      onCrash: (error) => void this.#onLoss(error),
      ...(onLine === undefined ? {} : { onLine }),
    })
    await this.#anvil.start()
  }

  /** Anvil is gone, or its state can't be written: either way the chain ends. While starting, `start` itself throws. */
  async #onLoss(error: unknown): Promise<void> {
    const [anvil, stateSaver] = [this.#anvil, this.#stateSaver]
    if (stateSaver === null) return
    this.#anvil = null
    this.#stateSaver = null
    await stateSaver.stop()
    await anvil?.stop()
    this.#options.onCrash(error)
  }
}

/** A chain that is imitated begins just before its contracts: nodes read it from there. */
function firstBlockOf(imitated: DeploymentOptions['imitated']): number {
  if (imitated === undefined) return 0
  const blocks = Object.values(imitated.chain.contracts).map(({ block_number }) => block_number)
  return Math.min(...blocks) - 1
}

/** Anvil says nothing useful about a state that is missing or cut off. */
async function checkState(file: string, seen: number): Promise<void> {
  try {
    JSON.parse(await readFile(file, 'utf8'))
  } catch (cause) {
    throw chainBehind(0, seen, cause)
  }
}

async function readContracts(file: string): Promise<Contracts | null> {
  try {
    return contractsSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
