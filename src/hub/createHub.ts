import { mkdir } from 'node:fs/promises'
import type { ApiHandlers } from '../shared/api/define.ts'
import { BuskerError } from '../shared/errors.ts'
import type { PeerIdText } from '../shared/ids.ts'
import { type Startable, startAll, stopAll } from '../shared/startable.ts'
import { checkHubOptions, type HubOptions } from './hubOptions.ts'
import { composeHub, type HubParts } from './hubParts.ts'
import { hubStatus } from './hubStatus.ts'
import type { ModerationApi } from './moderation/moderationApi.ts'
import type { MoneyApi } from './money/moneyApi.ts'
import { hubProblemTerms } from './operations/hubProblemTerms.ts'
import type { HubReport, HubStatus } from './operations/hubStatusView.ts'
import { StatusLog } from './statusLog.ts'

/** Everything an operator runs, but for Ursulas. */
export interface Hub extends Startable {
  /** @throws BuskerError `HUB_NOT_RUNNING` */
  readonly peer: { readonly id: PeerIdText; readonly addresses: readonly string[] }
  /** How each part is. @throws BuskerError `HUB_NOT_RUNNING` */
  status(): Promise<HubStatus>
  /** What its process says of itself at any time, whatever its parts are doing. */
  report(): Promise<HubReport>
  /** What the operator does with its money. @throws BuskerError `HUB_NOT_RUNNING` */
  readonly money: ApiHandlers<MoneyApi>
  /** What the operator hides from what the hub finds and lists. @throws BuskerError `HUB_NOT_RUNNING` */
  readonly moderation: ApiHandlers<ModerationApi>
}

/**
 * Makes a hub: libp2p peer (bootstrap, relay), heads and pins, mailbox, leases, snapshots, funding, path finding, the
 * mediating Raiden node, and where asked for the homeserver.
 *
 * @throws BuskerError `start`: `HUB_PROFILE_MISMATCH`, `HUB_FEE_ABOVE_STATED`, `HUB_NO_FAUCET`, `HUB_PORT_IN_USE`,
 *   `HUB_HOMESERVER_UNREACHABLE`, `IPFS_FOLDER_IN_USE`, `DATABASE_*`, what the Raiden node's start throws
 */
export function createHub(options: HubOptions): Hub {
  let running: HubParts | null = null
  let phase: HubReport['phase'] = 'starting'
  const startedAt = Date.now()
  const status = async () => hubStatus(parts(), hubProblemTerms(options))
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
      phase = 'starting'
      await checkHubOptions(options)
      await mkdir(options.folder, { recursive: true, mode: 0o700 })
      const composed = await composeHub(options)
      try {
        await startAll(composed.startables)
      } catch (error) {
        await composed.close()
        throw error
      }
      running = composed
      phase = 'running'
      await statusLog.start()
      for (const problem of (await status()).problems) options.log.warn({ err: problem }, problem.message)
      options.log.info({ peer: composed.peer.id, addresses: composed.peer.addresses }, 'the hub runs')
    },

    async stop() {
      if (running === null) return
      const composed = running
      phase = 'stopping'
      await statusLog.stop()
      running = null
      try {
        await stopAll(composed.startables)
      } finally {
        await composed.close()
      }
    },

    status,

    get money() {
      return parts().money
    },

    get moderation() {
      return parts().moderation
    },

    report: async () => ({
      phase,
      pid: process.pid,
      startedAt,
      status: running === null ? null : await status(),
    }),
  }
}
