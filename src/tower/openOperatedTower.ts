import { join } from 'node:path'
import type { Logger } from 'pino'
import { createPeer } from '../ipfs/createPeer.ts'
import { startAll, stopAll } from '../shared/startable.ts'
import { createTower, type Tower } from './createTower.ts'
import type { PeerIdText } from '../shared/ids.ts'
import { readTowerConfig, type TowerConfig } from './towerConfig.ts'
import { openTowerKeys } from './towerKeys.ts'

/** A tower with the peer that it is reached at. */
export interface OperatedTower extends Tower {
  readonly peer: PeerIdText
  /** Multiaddrs that people add: `busker towers add ADDRESS`. */
  readonly addresses: readonly string[]
}

const dayMs = 24 * 60 * 60_000

/**
 * The tower that an operator has set up in `folder`: `tower.json` says what it is to be, and `tower.seed` is made where there
 * is none.
 *
 * @throws BuskerError `TOWER_CONFIG_MISSING`, `TOWER_CONFIG_INVALID`, `TOWER_SEED_DAMAGED`, `IPFS_ADDRESS_INVALID`
 */
export async function openOperatedTower(folder: string, log: Logger): Promise<OperatedTower> {
  return openTower(folder, await readTowerConfig(folder), log)
}

/** The tower that keeps everything in `folder`. Errors: {@link openOperatedTower}. */
export async function openTower(folder: string, config: TowerConfig, log: Logger): Promise<OperatedTower> {
  const keys = await openTowerKeys(folder)
  const onProblem = reportEachOnce(log)
  const peer = await createPeer({
    seed: keys.peerSeed,
    folder: join(folder, 'peer'),
    listen: config.listen,
    onFailure: (error) => log.debug({ err: error }, 'a request broke'),
  })
  const tower = createTower({
    folder,
    keys,
    peer,
    operator: config.operator,
    chainId: config.chain.id,
    rpcUrls: config.chain.rpcUrls,
    tokenNetworks: config.tokenNetworks,
    limits: { gasPrice: config.gasPrice, gasPerDay: config.gasPerDay },
    slots: config.slots,
    keepMs: config.keepDays * dayMs,
    intervalMs: config.intervalSeconds * 1000,
    onAnswer: ({ side: { channel, participant, update }, outcome, gasPrice }) =>
      log.info(
        {
          channel: String(channel),
          participant,
          nonce: String(update.nonce),
          outcome,
          gasPrice: String(gasPrice),
        },
        'handed in an update',
      ),
    onProblem,
  })
  const parts = [peer, tower]
  return {
    ...tower,
    peer: keys.peer,
    addresses: config.reachedAt.map((address) => `${address}/p2p/${keys.peer}`),
    start: () => startAll(parts),
    stop: () => stopAll(parts),
  }
}

const repeatAfterMs = 60 * 60_000

/** A chain that is away, or a budget that is spent, is met at every look: it is said once an hour. */
function reportEachOnce(log: Logger): (problem: unknown) => void {
  const saidAt = new Map<string, number>()
  return (problem) => {
    const text = problem instanceof Error ? `${problem.name}: ${problem.message}` : String(problem)
    if (Date.now() - (saidAt.get(text) ?? 0) < repeatAfterMs) return
    if (saidAt.size > 100) saidAt.clear()
    saidAt.set(text, Date.now())
    log.warn({ err: problem }, 'the tower has a problem')
  }
}
