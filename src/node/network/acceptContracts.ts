import { ChainEndpoints } from '../../chain/chainEndpoints.ts'
import { checkContracts, type ContractFacts } from '../../chain/checkContracts.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type NetworkProfile, rpcUrlsOf } from '../../shared/networkProfile.ts'
import { checkProfile, contractSourceOf } from '../../shared/networkTrust.ts'

/**
 * What the chain says of a network's contracts.
 *
 * @throws BuskerError as `checkProfile` and `checkContracts`
 */
export async function readContractFacts(network: NetworkProfile): Promise<ContractFacts> {
  checkProfile(network)
  const endpoints = new ChainEndpoints({
    rpcUrls: rpcUrlsOf(network),
    chainId: network.chain.id,
    pollingMs: network.raiden.pollingIntervalMs,
  })
  return checkContracts(endpoints, network)
}

/**
 * Refuses a network whose contracts nobody vouches for, until a person has accepted its operator's word for them; that word
 * is then compared with the chain.
 *
 * @param isAccepted whether a person has
 * @throws BuskerError `NETWORK_CONTRACTS_UNACCEPTED`; as {@link readContractFacts}
 */
export async function acceptContracts(network: NetworkProfile, isAccepted: boolean): Promise<void> {
  checkProfile(network)
  if (contractSourceOf(network) !== 'operator') return
  if (!isAccepted) throw contractsUnaccepted(network)
  await readContractFacts(network)
}

function contractsUnaccepted({ name, hub, chain }: NetworkProfile): BuskerError {
  return new BuskerError(
    'NETWORK_CONTRACTS_UNACCEPTED',
    `On “${name}” your money would lie in contracts that ${hub.operator} names on chain ${chain.id}; Busker does not know them by itself. Nothing was joined. If you trust ${hub.operator} to have named the real ones, accept that once.`,
  )
}
