/** The process of the hub. */
import { join } from 'node:path'
import { hexToBytes } from 'viem'
import { privateKeyToAddress } from 'viem/accounts'
import { createHubOracle } from '../../hub/pathfinding/hubOracle.ts'
import { createMatrixPresence } from '../../hub/pathfinding/matrixPresence.ts'
import { createPathFinding } from '../../hub/pathfinding/pathFindingServer.ts'
import { createPeer } from '../../ipfs/createPeer.ts'
import { claimFolder } from '../../process/claimFolder.ts'
import { serveParent } from '../../process/serveParent.ts'
import { raidenNetworkOf } from '../../raiden/network.ts'
import { RaidenNode } from '../../raiden/raidenNode.ts'
import { toAddress } from '../../shared/ids.ts'
import { startAll, stopAll } from '../../shared/startable.ts'
import { hubContract } from './hubContract.ts'

serveParent(hubContract, async ({ folder, privateKey, peerSeed, profile, mediationFee, ports }) => {
  await claimFolder(folder)
  const peer = await createPeer({
    seed: hexToBytes(peerSeed),
    folder: join(folder, 'peer'),
    listen: [`/ip4/127.0.0.1/tcp/${ports.peer}`],
    relay: true,
  })
  const raidenAddress = toAddress(privateKeyToAddress(privateKey))
  const raiden = new RaidenNode({
    network: raidenNetworkOf(profile),
    dataFolder: join(folder, 'raiden'),
    privateKey: () => privateKey,
    mediationFee,
    onLine: (line) => process.stdout.write(`raiden: ${line}\n`),
  })
  const pathFinding = createPathFinding({
    port: ports.pathFinding,
    chainId: profile.chain.id,
    tokenNetworkRegistry: profile.contracts.TokenNetworkRegistry.address,
    paymentAddress: raidenAddress,
    matrixUrl: profile.hub.matrixUrl,
    oracle: createHubOracle({
      hub: raidenAddress,
      tokenNetwork: profile.contracts.tokenNetwork,
      flatFee: mediationFee,
      channels: async () => (await raiden.channels()).filter(({ state }) => state === 'open'),
    }),
    presence: createMatrixPresence(profile.hub.matrixUrl),
  })
  const parts = [peer, pathFinding, raiden]
  await startAll(parts)
  return {
    ready: { peerId: peer.id, addresses: [...peer.addresses], raidenAddress },
    handlers: {},
    stop: async () => stopAll(parts),
  }
})
