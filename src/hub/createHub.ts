import { mkdir } from 'node:fs/promises'
import { clockProblem } from '../chain/clockProblem.ts'
import { BuskerError } from '../shared/errors.ts'
import type { PeerIdText } from '../shared/ids.ts'
import { type Startable, startAll, stopAll } from '../shared/startable.ts'
import { checkHubOptions, type HubOptions } from './hubOptions.ts'
import { composeHub, type HubParts } from './hubParts.ts'
import { hubStatus, type HubStatus } from './hubStatus.ts'
import { StatusLog } from './statusLog.ts'

/** Everything an operator runs, but for Ursulas. */
export interface Hub extends Startable {
  /** @throws BuskerError `HUB_NOT_RUNNING` */
  readonly peer: { readonly id: PeerIdText; readonly addresses: readonly string[] }
  /** How each part is. @throws BuskerError `HUB_NOT_RUNNING` */
  status(): Promise<HubStatus>
}

/**
 * Makes a hub: libp2p peer (bootstrap, relay), heads and pins, mailbox, leases, snapshots, funding, path finding, the
 * mediating Raiden node, and where asked for the homeserver.
 *
 * @throws BuskerError `start`: `HUB_PROFILE_MISMATCH`, `HUB_FEE_ABOVE_STATED`, `HUB_NO_FAUCET`, `HUB_PORT_IN_USE`,
 *   `IPFS_FOLDER_IN_USE`, `DATABASE_*`, what the Raiden node's start throws
 */
export function createHub(options: HubOptions): Hub {
  let running: HubParts | null = null
  const status = async () => hubStatus(parts())
  const statusLog = new StatusLog(status, options.log)

  const parts = (): HubParts => {
    if (running !== null) return running
    throw new BuskerError('HUB_NOT_RUNNING', 'The hub does not run. Start it first.')
  }

  return {
    get peer() {
      return parts().peer
    },

    async start() {
      if (running !== null) return
      await checkHubOptions(options)
      await mkdir(options.folder, { recursive: true, mode: 0o700 })
      const composed = await composeHub(options)
      try {
        await startAll(composed.startables)
      } catch (error) {
        composed.close()
        throw error
      }
      running = composed
      await statusLog.start()
      const wrong = clockProblem(composed.clock.skewMs)
      if (wrong !== null) options.log.warn({ err: wrong }, 'the clock of this machine is wrong')
      options.log.info({ peer: composed.peer.id, addresses: composed.peer.addresses }, 'the hub runs')
    },

    async stop() {
      if (running === null) return
      const composed = running
      await statusLog.stop()
      running = null
      try {
        await stopAll(composed.startables)
      } finally {
        composed.close()
      }
    },

    status,
  }
}
