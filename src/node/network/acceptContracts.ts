import type { ContractFacts } from '../../chain/checkContracts.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { checkProfile, contractSourceOf, haveSameContracts } from '../../shared/networkTrust.ts'

/**
 * What the chain says of a network's contracts.
 *
 * @throws BuskerError as `checkProfile` and `checkContracts`
 */
export async function readContractFacts(network: NetworkProfile): Promise<ContractFacts> {
  checkProfile(network)
  // Not at the start of an app that was not asked to join anything: the chain's library is half of what it would load.
  const [{ checkContracts }, { endpointsOf }] = await Promise.all([
    import('../../chain/checkContracts.ts'),
    import('../../chain/endpointsOf.ts'),
  ])
  return checkContracts(endpointsOf(network), network)
}

/**
 * Refuses a network whose contracts nobody vouches for, until a person has accepted its operator's word for them; that word
 * is then compared with the chain. Contracts that were accepted are not asked about again, and the chain only where something
 * else is said of them.
 *
 * @param options.kept the network that was accepted before, if any
 * @param options.isAccepted whether a person accepts this one now
 * @throws BuskerError `NETWORK_CONTRACTS_UNACCEPTED`; as {@link readContractFacts}
 */
export async function acceptContracts(
  network: NetworkProfile,
  { kept, isAccepted }: { readonly kept: NetworkProfile | null; readonly isAccepted: boolean },
): Promise<void> {
  checkProfile(network)
  if (contractSourceOf(network) !== 'operator') return
  const isToAccept = areContractsToAccept(network, kept)
  if (isToAccept && !isAccepted) throw contractsUnaccepted(network)
  if (!isToAccept && kept !== null && saysTheSame(kept, network)) return
  await readContractFacts(network)
}

/** Whether only its operator vouches for a network's contracts, and no person has accepted them in `kept`. */
export function areContractsToAccept(network: NetworkProfile, kept: NetworkProfile | null): boolean {
  return contractSourceOf(network) === 'operator' && (kept === null || !haveSameContracts(kept, network))
}

/** Whether two profiles say the same of the same contracts, in all that is compared with the chain. */
function saysTheSame(one: NetworkProfile, other: NetworkProfile): boolean {
  return (
    one.token.decimals === other.token.decimals &&
    one.token.symbol === other.token.symbol &&
    one.raiden.settleTimeoutSeconds === other.raiden.settleTimeoutSeconds
  )
}

function contractsUnaccepted({ name, hub, chain }: NetworkProfile): BuskerError {
  return new BuskerError(
    'NETWORK_CONTRACTS_UNACCEPTED',
    `On “${name}” your money would lie in contracts that ${hub.operator} names on chain ${chain.id}; Busker does not know them by itself. Nothing was joined. If you trust ${hub.operator} to have named the real ones, accept that once.`,
  )
}
