import { address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { hubIdentity, type HubKeys } from '../hubKeys.ts'

/** The profile of a network whose hub has these keys, and whose contracts are nowhere. */
export async function createTestProfile(keys: HubKeys, chainId = 31_337): Promise<NetworkProfile> {
  const { raidenAddress, peer } = await hubIdentity(keys)
  const nowhere = address.parse(`0x${'4'.repeat(40)}`)
  const deployed = { address: nowhere, block_number: 0 }
  return {
    version: 1,
    id: 'nowhere',
    name: 'Nowhere',
    chain: { id: chainId, rpcUrl: 'http://127.0.0.1:9' },
    contracts: {
      TokenNetworkRegistry: deployed,
      ServiceRegistry: deployed,
      UserDeposit: deployed,
      SecretRegistry: deployed,
      MonitoringService: deployed,
      OneToN: deployed,
      token: nowhere,
      serviceToken: nowhere,
      tokenNetwork: nowhere,
    },
    token: { address: nowhere, symbol: 'T', name: 'Test', decimals: 18 },
    raiden: {
      settleTimeoutSeconds: 600,
      revealTimeoutSeconds: 60,
      expiryFactor: 3,
      confirmationBlocks: 1,
      pollingIntervalMs: 1000,
    },
    hub: {
      operator: 'Test',
      peers: [`/ip4/127.0.0.1/tcp/9/p2p/${peer}`],
      raidenAddress,
      matrixUrl: 'http://127.0.0.1:9',
      pathFindingUrl: 'http://127.0.0.1:9',
      maximumFee: toAmount(10n),
    },
  }
}
