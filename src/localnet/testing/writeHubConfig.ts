import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import getPort from 'get-port'
import { localChainId } from '../../shared/networkProfile.ts'
import { testToken } from '../chain/deployContracts.ts'
import type { LocalChain } from '../chain/localChain.ts'

/**
 * Writes what an operator writes, for `chain`: every port is free, the budget is for two channels.
 *
 * @param more settings beside these, or in their place
 */
export async function writeHubConfig(
  hubFolder: string,
  chain: Pick<LocalChain, 'rpcUrl' | 'contracts'>,
  more: object = {},
): Promise<void> {
  const port = () => getPort({ host: '127.0.0.1' })
  const [homeserver, pathFinding, peer] = [await port(), await port(), await port()]
  const config = {
    version: 1,
    operator: 'Anna',
    network: {
      id: 'operated',
      name: 'Operated',
      chain: { id: localChainId, rpcUrl: chain.rpcUrl },
      contracts: chain.contracts,
      token: { address: chain.contracts.token, ...testToken },
      raiden: {
        settleTimeoutSeconds: 600,
        revealTimeoutSeconds: 60,
        expiryFactor: 3,
        confirmationBlocks: 1,
        pollingIntervalMs: 1000,
      },
    },
    listen: [`/ip4/127.0.0.1/tcp/${peer}`],
    reachedAt: [`/ip4/127.0.0.1/tcp/${peer}`],
    pathFinding: { port: pathFinding },
    pathFindingUrl: `http://127.0.0.1:${pathFinding}`,
    homeserver: { port: homeserver },
    matrixUrl: `http://127.0.0.1:${homeserver}`,
    fee: '5',
    maximumFee: '10',
    funding: { deposit: '100', budget: '250' },
    ...more,
  }
  await mkdir(hubFolder, { recursive: true })
  await writeFile(join(hubFolder, 'hub.json'), JSON.stringify(config))
}
