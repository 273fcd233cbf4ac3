import { join } from 'node:path'
import type { Logger } from 'pino'
import { createPeer } from '../../ipfs/createPeer.ts'
import { deriveServiceKey, openServiceSeed } from '../../process/serviceSeed.ts'
import { headsTopic } from '../../protocol/catalogue.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { readRelayConfig } from './relayConfig.ts'

/** A peer that passes connections and news on, and keeps nothing: any number may run beside a hub. */
export interface OperatedRelay extends Startable {
  /** What a hub's operator puts into `network.relays`. */
  readonly addresses: readonly string[]
  status(): Promise<object>
}

/**
 * The relay that an operator has set up in `folder`: `relay.json` says what it is to be, and `relay.seed` is made where there
 * is none.
 *
 * @throws BuskerError `RELAY_CONFIG_MISSING`, `RELAY_CONFIG_INVALID`, `RELAY_SEED_DAMAGED`, `IPFS_ADDRESS_INVALID`
 */
export async function openOperatedRelay(folder: string, log: Logger): Promise<OperatedRelay> {
  const { listen, reachedAt, hubs, limits } = await readRelayConfig(folder)
  const seed = await openServiceSeed(folder, 'relay', seedDamaged)
  const peer = await createPeer({
    seed: deriveServiceKey(seed, 'relay', 'peer'),
    folder: join(folder, 'peer'),
    listen,
    bootstrap: hubs,
    relay: true,
    relayLimits: limits,
    onFailure: (error) => log.debug({ err: error }, 'a request broke'),
  })
  // Who listens to a topic passes on what is said in it.
  peer.gossip.subscribe(headsTopic, () => undefined)
  const addresses = reachedAt.map((address) => `${address}/p2p/${peer.id}`)
  return {
    addresses,
    status: async () => ({ peer: peer.id, addresses, listening: peer.addresses }),
    start: () => peer.start(),
    stop: () => peer.stop(),
  }
}

function seedDamaged(file: string): BuskerError {
  return new BuskerError(
    'RELAY_SEED_DAMAGED',
    `${file} must hold 32 bytes. Restore it, or move it away: the relay has another peer id then.`,
  )
}
