import { join } from 'node:path'
import type { Logger } from 'pino'
import writeFileAtomic from 'write-file-atomic'
import { encodeNetworkProfile, type NetworkProfile } from '../shared/networkProfile.ts'
import { createHub, type Hub } from './createHub.ts'
import { openHubKeys } from './hubKeys.ts'
import { profileOfHub, readOperatorConfig } from './operatorConfig.ts'

/**
 * The hub that an operator has set up in `folder`: `hub.json` says what it is to be, `hub.seed` is made where there is
 * none, and `network.json` is written for those who are to join.
 *
 * @throws BuskerError `HUB_CONFIG_MISSING`, `HUB_CONFIG_INVALID`, `HUB_SEED_DAMAGED`
 */
export async function openOperatedHub(
  folder: string,
  log: Logger,
): Promise<{ hub: Hub; profile: NetworkProfile }> {
  const config = await readOperatorConfig(folder)
  const keys = await openHubKeys(folder)
  const profile = await profileOfHub(config, keys)
  await writeFileAtomic(join(folder, 'network.json'), encodeNetworkProfile(profile))
  const { listen, pathFinding, homeserver, fee, funding, rpcUrl } = config
  const hub = createHub({
    folder,
    keys,
    profile,
    ...(rpcUrl !== undefined && { rpcUrl }),
    listen,
    pathFinding,
    homeserver,
    mediationFee: fee,
    funding,
    faucet: null,
    log,
  })
  return { hub, profile }
}
