import { join } from 'node:path'
import type { Logger } from 'pino'
import { createPeer } from '../ipfs/createPeer.ts'
import { parseHubs } from '../ipfs/network/hubs.ts'
import type { NetworkProfile } from '../shared/networkProfile.ts'
import { type Startable, startAll, stopAll } from '../shared/startable.ts'
import { createUrsula } from './createUrsula.ts'
import { UrsulaAnnouncer } from './ursulaAnnouncer.ts'
import { readUrsulaConfig } from './ursulaConfig.ts'
import { openUrsulaKeys } from './ursulaKeys.ts'

/** An Ursula with the peer that it is reached at. */
export interface OperatedUrsula extends Startable {
  /** What a hub's operator puts into `network.ursulas`. */
  readonly entry: NonNullable<NetworkProfile['ursulas']>[number]
  status(): Promise<object>
}

/**
 * The Ursula that an operator has set up in `folder`: `ursula.json` says what it is to be, and `ursula.seed` is made where
 * there is none.
 *
 * @throws BuskerError `URSULA_CONFIG_MISSING`, `URSULA_CONFIG_INVALID`, `URSULA_SEED_DAMAGED`, `IPFS_ADDRESS_INVALID`
 */
export async function openOperatedUrsula(folder: string, log: Logger): Promise<OperatedUrsula> {
  const { operator, listen, reachedAt, hubs } = await readUrsulaConfig(folder)
  const keys = await openUrsulaKeys(folder)
  const peer = await createPeer({
    seed: keys.peerSeed,
    folder: join(folder, 'peer'),
    listen,
    bootstrap: hubs,
    onFailure: (error) => log.debug({ err: error }, 'a request broke'),
  })
  const addresses = reachedAt.map((address) => `${address}/p2p/${peer.id}`)
  const reached = { id: peer.id, addresses, handle: peer.handle.bind(peer) }
  const ursula = createUrsula({ keys, folder, peer: reached, operator })
  const announcer = new UrsulaAnnouncer({
    peer,
    hubs: [...parseHubs(hubs).keys()],
    announce: () => ursula.announce(),
    onFailure: (hub, error) => log.info({ hub, err: error }, 'a hub does not list this Ursula now'),
  })
  const parts = [peer, ursula, announcer]
  return {
    entry: { name: operator, peerId: peer.id, addresses },
    status: async () => ({ peer: peer.id, addresses, listening: peer.addresses }),
    start: () => startAll(parts),
    stop: () => stopAll(parts),
  }
}
