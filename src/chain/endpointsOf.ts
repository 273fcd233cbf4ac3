import { type NetworkProfile, rpcUrlsOf } from '../shared/networkProfile.ts'
import { ChainEndpoints } from './chainEndpoints.ts'

/** The ways to a network's chain. @param rpcUrls where it is asked instead of at the addresses of the profile */
export function endpointsOf(
  network: Pick<NetworkProfile, 'chain' | 'raiden'>,
  rpcUrls: readonly string[] = rpcUrlsOf(network),
): ChainEndpoints {
  const { chain, raiden } = network
  return new ChainEndpoints({ rpcUrls, chainId: chain.id, pollingMs: raiden.pollingIntervalMs })
}
