import type { AppState, NetworkView } from '../../shared/api/app.ts'
import { isLocalNetwork, type NetworkProfile } from '../../shared/networkProfile.ts'
import { chainNameOf } from '../../shared/knownChains.ts'
import type { HostState } from '../node/nodeHost.ts'

/** The application's state as windows get it. */
export function viewState({ phase, network, hasPassphrase, problem }: HostState, version: string): AppState {
  return {
    phase,
    network: network && viewNetwork(network),
    hasPassphrase,
    problem,
    version,
    electron: process.versions['electron'] ?? '',
    platform: process.platform,
  }
}

export function viewNetwork(network: NetworkProfile): NetworkView {
  const { id, name, chain, token, hub, raiden } = network
  return {
    id,
    name,
    symbol: token.symbol,
    operator: hub.operator,
    isLocal: isLocalNetwork(network),
    chainName: chainNameOf(network),
    chainId: chain.id,
    token: token.address,
    settleTimeoutSeconds: raiden.settleTimeoutSeconds,
  }
}
