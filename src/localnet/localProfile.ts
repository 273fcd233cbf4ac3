import { hexToBytes } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { peerOf } from '../protocol/peerOf.ts'
import type { SignedUrsulaRecord } from '../protocol/policy.ts'
import { peerIdText, toAddress } from '../shared/ids.ts'
import { localChainId, type Contracts, type NetworkProfile } from '../shared/networkProfile.ts'
import { testToken } from './chain/deployContracts.ts'
import type { ProcessName } from './localnetProcess.ts'
import { findImitated, type LocalnetSettings } from './localnetSettings.ts'

/** An Ursula of the local network, as she describes herself. */
export interface NamedUrsula {
  readonly name: ProcessName
  readonly record: SignedUrsulaRecord
}

/** The profile that nodes are given to join the local network. */
export function localProfile(
  settings: LocalnetSettings,
  contracts: Contracts,
  hubPeers: string[],
  ursulas: readonly NamedUrsula[],
  towers: readonly NonNullable<NetworkProfile['towers']>[number][],
  matrixUrl = `http://127.0.0.1:${settings.ports.homeserver}`,
): NetworkProfile {
  const { ports, maximumFee } = settings
  const imitated = settings.imitated && findImitated(settings.imitated)
  const { name, symbol } = imitated?.token ?? testToken
  const raidenAddress = toAddress(privateKeyToAddress(settings.hub.privateKey))
  return {
    version: 1,
    // Each local network has the same contract addresses; only its hub is its own.
    id: `local-${raidenAddress.slice(2, 18)}`,
    name: 'Local network',
    chain: { id: imitated?.chain.id ?? localChainId, rpcUrl: `http://127.0.0.1:${ports.chain}` },
    contracts,
    token: { address: contracts.token, name, symbol, decimals: settings.tokenDecimals },
    raiden: {
      settleTimeoutSeconds: settings.settleTimeoutSeconds,
      revealTimeoutSeconds: settings.revealTimeoutSeconds,
      expiryFactor: settings.expiryFactor,
      confirmationBlocks: 1,
      pollingIntervalMs: 1000,
    },
    hub: {
      operator: operatorName,
      peers: hubPeers,
      raidenAddress,
      matrixUrl,
      pathFindingUrl: `http://127.0.0.1:${ports.pathFinding}`,
      maximumFee,
    },
    ursulas: ursulas.map(({ name, record: { body } }) => ({
      name,
      peerId: peerIdText.parse(body.peer),
      addresses: body.addresses,
    })),
    ...(towers.length > 0 && { towers: [...towers] }),
  }
}

/** Where the hub's peer will be: known before it runs, so that the others can be told. */
export async function hubPeerAddress({ hub, ports }: LocalnetSettings): Promise<string> {
  return `/ip4/127.0.0.1/tcp/${ports.hubPeer}/p2p/${await peerOf(hexToBytes(hub.peerSeed))}`
}

export const operatorName = 'Local hub'
