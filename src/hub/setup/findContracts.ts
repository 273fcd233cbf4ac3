import { readSettleTimeout } from '../../chain/settleTimeout.ts'
import { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { pinnedContracts } from '../../shared/knownChains.ts'
import type { Contracts } from '../../shared/networkProfile.ts'
import type { AskedChain } from './chainOfRpc.ts'
import { contractsOf, readDeployment } from './deployment.ts'

/**
 * Raiden's contracts for a token: those that are built in, or those that were deployed out of this folder.
 *
 * @throws BuskerError `HUB_CONTRACTS_MISSING`
 */
export async function findContracts(folder: string, chainId: number, token: Address): Promise<Contracts> {
  const pinned = pinnedContracts(chainId, token)
  if (pinned !== undefined) return pinned
  const deployed = await readDeployment(folder)
  const found = deployed?.chainId === chainId && deployed.token === token ? contractsOf(deployed) : null
  if (found !== null) return found
  throw new BuskerError(
    'HUB_CONTRACTS_MISSING',
    `Busker knows no Raiden contracts for this token on chain ${chainId}. Deploy your own, once: busker hub deploy ${folder}`,
  )
}

/** How long a closed channel of these contracts waits, seconds. */
export async function settleTimeoutOf(
  { id, rpcUrl }: AskedChain,
  { tokenNetwork }: Contracts,
): Promise<number> {
  const endpoints = new ChainEndpoints({ rpcUrls: [rpcUrl], chainId: id, pollingMs: 1000 })
  return Math.round((await readSettleTimeout(endpoints, tokenNetwork)) / 1000)
}
