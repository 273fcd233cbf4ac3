import type { HubKeys } from '../hubKeys.ts'
import { createTestProfile } from './testProfile.ts'

/** What an operator writes into `hub.json` for a hub with these keys, as JSON has it. */
export async function createTestConfig(keys: HubKeys) {
  const { version, hub: _, ...network } = await createTestProfile(keys)
  return {
    version,
    operator: 'Anna',
    network,
    listen: ['/ip4/0.0.0.0/tcp/4001'],
    reachedAt: ['/dns4/hub.example.org/tcp/4001'],
    pathFinding: { port: 6000 },
    pathFindingUrl: 'https://hub.example.org/path-finding',
    homeserver: null,
    matrixUrl: 'https://matrix.example.org',
    fee: '5',
    maximumFee: '10',
    funding: { deposit: '100', budget: '1000' },
  }
}
