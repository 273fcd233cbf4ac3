import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import writeFileAtomic from 'write-file-atomic'
import { encodeNetworkProfile, type NetworkProfile } from '../shared/networkProfile.ts'
import { ControlServer } from '../node/control/controlServer.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { type Startable, startAll, stopAll } from '../shared/startable.ts'
import { createHub, type Hub } from './createHub.ts'
import { openHubKeys } from './hubKeys.ts'
import { createHealthServer } from './operations/healthServer.ts'
import { createOperatorHandlers } from './operations/operatorHandlers.ts'
import { hubApi } from './operations/hubApi.ts'
import { profileOfHub, readOperatorConfig } from './operatorConfig.ts'

export interface OperatedHubOptions {
  /** False where the embedded homeserver runs in a process of its own. */
  readonly withHomeserver?: boolean
}

/**
 * The hub that an operator has set up in `folder`: `hub.json` says what it is to be, `hub.seed` is made where there is
 * none, and `network.json` is written for those who are to join. While it starts, runs and stops, its operator can ask it over
 * the socket in its folder ({@link askHub}).
 *
 * @throws BuskerError `HUB_CONFIG_MISSING`, `HUB_CONFIG_INVALID`, `HUB_SEED_DAMAGED`
 */
export async function openOperatedHub(
  folder: string,
  log: Logger,
  { withHomeserver = true }: OperatedHubOptions = {},
): Promise<{ hub: Hub; profile: NetworkProfile }> {
  const config = await readOperatorConfig(folder)
  const keys = await openHubKeys(folder)
  const profile = await profileOfHub(config, keys)
  await writeFileAtomic(join(folder, 'network.json'), encodeNetworkProfile(profile))
  const {
    listen,
    pathFinding,
    homeserver,
    kuboUrl,
    databaseUrl,
    fee,
    funding,
    rpcUrl,
    metrics,
    limits,
    rates,
  } = config
  const hub = createHub({
    folder,
    keys,
    profile,
    ...(rpcUrl !== undefined && { rpcUrl }),
    listen,
    pathFinding,
    homeserver: withHomeserver ? homeserver : null,
    rates,
    ...(kuboUrl !== undefined && { kuboUrl }),
    ...(databaseUrl !== undefined && { databaseUrl }),
    limits: { ...limits, pinnedBytes: limits.pinnedGibibytes * 2 ** 30 },
    mediationFee: fee,
    funding,
    faucet: null,
    log,
  })
  const report = async () => hub.report()
  const onFailure = (error: unknown) => log.warn({ err: error }, 'a question of the operator failed')
  const { controlSocket } = nodeFolder(resolve(folder))
  const parts: Startable[] = [
    new ControlServer(hubApi, createOperatorHandlers(hub), controlSocket, onFailure),
    ...(metrics === undefined ? [] : [createHealthServer({ ...metrics, report })]),
    hub,
  ]
  const operated: Hub = {
    get peer() {
      return hub.peer
    },
    get money() {
      return hub.money
    },
    get moderation() {
      return hub.moderation
    },
    status: async () => hub.status(),
    report,
    start: () => startAll(parts),
    stop: () => stopAll(parts),
  }
  return { hub: operated, profile }
}
