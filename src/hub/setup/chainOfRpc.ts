import { createPublicClient, http, type PublicClient } from 'viem'
import { BuskerError } from '../../shared/errors.ts'

/** A chain that an operator names by the address where it is asked. */
export interface AskedChain {
  readonly client: PublicClient
  readonly id: number
  readonly rpcUrl: string
}

/** @throws BuskerError `RAIDEN_CHAIN_UNREACHABLE` */
export async function chainOfRpc(rpcUrl: string): Promise<AskedChain> {
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 1, timeout: 10_000 }) })
  try {
    return { client, id: await client.getChainId(), rpcUrl }
  } catch (cause) {
    throw new BuskerError(
      'RAIDEN_CHAIN_UNREACHABLE',
      `The chain at ${rpcUrl} does not answer. Start it, or name another address.`,
      { cause },
    )
  }
}
