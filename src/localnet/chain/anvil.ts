import { setTimeout as delay } from 'node:timers/promises'
import { BinaryProcess } from '../../process/binaryProcess.ts'
import type { BuskerError } from '../../shared/errors.ts'
import { anvilBinary } from './anvilBinary.ts'
import type { ChainClient } from './chainClient.ts'

export interface AnvilOptions {
  readonly port: number
  readonly chainId: number
  /** Number of its first block. */
  readonly firstBlock: number
  /** Of a unit of gas in the first block, wei. */
  readonly baseFee: bigint
  /** The state to begin with; null for a new chain. */
  readonly stateFile: string | null
  /** Where `client` speaks to. */
  readonly client: ChainClient
  readonly onCrash: (error: BuskerError) => void
  readonly onLine?: (line: string) => void
}

/** Anvil on 127.0.0.1, mining a block for each transaction until told otherwise. It saves nothing: chainStateSaver.ts does. */
export function createAnvil(options: AnvilOptions): BinaryProcess {
  const { port, chainId, firstBlock, baseFee, stateFile, client, onCrash, onLine } = options
  return new BinaryProcess({
    name: 'The local chain (anvil)',
    command: anvilBinary(),
    args: [
      '--host=127.0.0.1',
      `--port=${port}`,
      `--chain-id=${chainId}`,
      `--number=${firstBlock}`,
      `--base-fee=${baseFee}`,
      '--quiet',
      ...(stateFile === null ? [] : ['--load-state', stateFile]),
    ],
    ready: async (signal) => waitUntilAnswering(client, chainId, signal),
    readyTimeout: 30_000,
    stopTimeout: 5_000,
    orphanSignal: 'SIGKILL',
    onCrash,
    ...(onLine === undefined ? {} : { onLine }),
  })
}

async function waitUntilAnswering(client: ChainClient, chainId: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const id = await client.getChainId().catch(() => null)
    if (id === chainId) return
    await delay(50, undefined, { signal }).catch(() => undefined)
  }
}
