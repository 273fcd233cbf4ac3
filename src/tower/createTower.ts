import { join } from 'node:path'
import { ChainEndpoints } from '../chain/chainEndpoints.ts'
import { readSettleTimeout } from '../chain/settleTimeout.ts'
import { TokenNetwork } from '../chain/tokenNetwork.ts'
import { UrgentTransactions } from '../chain/urgentTransactions.ts'
import type { Peer } from '../ipfs/peer.ts'
import { type RateLimit, RateLimiter } from '../ipfs/rateLimiter.ts'
import { signTowerRecord, type TowerLimits, towerProtocol } from '../protocol/tower.ts'
import { BuskerError } from '../shared/errors.ts'
import { type Address, toAddress } from '../shared/ids.ts'
import type { Startable } from '../shared/startable.ts'
import { towerHandlers } from './towerHandlers.ts'
import type { TowerKeys } from './towerKeys.ts'
import { TowerRecords } from './towerRecords.ts'
import { readTowerStatus, type TowerStatus } from './towerStatus.ts'
import { type TowerChain, TowerWatch, type TowerWatchOptions } from './towerWatch.ts'

export interface TowerOptions {
  /** Holds `tower.sqlite`. */
  readonly folder: string
  /** Of {@link openTowerKeys}; the peer runs under its `peerSeed`. */
  readonly keys: Pick<TowerKeys, 'account'>
  /** The peer it is reached at; started before, and stopped after, the tower. */
  readonly peer: Pick<Peer, 'id' | 'handle'>
  readonly operator: string
  readonly chainId: number
  readonly rpcUrls: readonly string[]
  readonly tokenNetworks: readonly Address[]
  readonly limits: TowerLimits
  /** Sides of channels watched at one time. */
  readonly slots: number
  /** How long it watches for somebody who is not heard of, ms. */
  readonly keepMs: number
  /** How often it looks what there is to do, and how long it waits for a transaction before it pays more, ms. */
  readonly intervalMs: number
  readonly onAnswer: TowerWatchOptions['onAnswer']
  readonly onProblem: (problem: unknown) => void
  /** Default: the machine's, ms. */
  readonly now?: () => number
  /** Of each peer. Default: 120 at once, 2 a second after that. */
  readonly rateLimit?: RateLimit
}

/** Watches channels for those who are away. */
export interface Tower extends Startable {
  readonly account: Address
  /** @throws BuskerError `TOWER_STOPPED` */
  status(): Promise<TowerStatus>
}

/** An update takes about this much, and the account has to have it. */
const gasOfUpdate = 150_000n
const gasCheckMs = 60_000

/** Makes a tower that answers `/busker/tower/1`, and watches the chain, between `start` and `stop`. */
export function createTower(options: TowerOptions): Tower {
  const { keys, peer, operator, chainId, tokenNetworks, limits, slots, keepMs, intervalMs, onProblem } =
    options
  const { now = Date.now, rateLimit = { burst: 120, perSecond: 2 } } = options
  const account = toAddress(keys.account.address)
  const endpoints = new ChainEndpoints({
    rpcUrls: options.rpcUrls,
    chainId,
    pollingMs: Math.min(intervalMs, 2000),
  })
  const transactions = new UrgentTransactions({ endpoints, account: keys.account, waitMs: intervalMs })
  const chain = createTowerChain(endpoints, tokenNetworks)
  let records: TowerRecords | undefined
  let watch: TowerWatch | undefined
  let gas = { at: Number.NEGATIVE_INFINITY, isEnough: true }

  const openRecords = (): TowerRecords => {
    if (records !== undefined) return records
    throw new BuskerError(
      'TOWER_STOPPED',
      'This tower is not running. It goes on where it stopped once it is started.',
    )
  }

  const checkGas = async (): Promise<void> => {
    if (now() - gas.at > gasCheckMs) {
      const [balance, price] = await Promise.all([transactions.gasBalance(), transactions.gasPrice()])
      gas = { at: now(), isEnough: balance >= price * gasOfUpdate }
    }
    if (gas.isEnough) return
    throw new BuskerError(
      'TOWER_GAS_LOW',
      `This tower has too little gas to answer for anybody. Its operator must send some to ${account}.`,
    )
  }

  return {
    account,

    async start() {
      if (records !== undefined) return
      records = new TowerRecords(join(options.folder, 'tower.sqlite'))
      const { onAnswer } = options
      watch = new TowerWatch({
        tower: account,
        records,
        chain,
        transactions,
        limits,
        intervalMs,
        now,
        onAnswer,
        onProblem,
      })
      await watch.start()
      const record = {
        v: 1 as const,
        peer: peer.id,
        operator,
        chainId,
        tokenNetworks: [...tokenNetworks],
        limits,
      }
      const busy = () =>
        new BuskerError('TOWER_BUSY', 'This tower was asked too often by this peer. Wait a few seconds.')
      await peer.handle(
        towerProtocol,
        towerHandlers({
          account: keys.account,
          records: openRecords,
          chain,
          chainId,
          rateLimiter: new RateLimiter(rateLimit, busy),
          describe: () => signTowerRecord(record, keys.account),
          checkGas,
          slots,
          keepMs,
          limits,
          now,
        }),
      )
    },

    async stop() {
      await watch?.stop()
      watch = undefined
      records?.close()
      records = undefined
    },

    status: async () => readTowerStatus(openRecords(), { account, transactions, now: now() }),
  }
}

function createTowerChain(endpoints: ChainEndpoints, tokenNetworks: readonly Address[]): TowerChain {
  const contracts = new Map(tokenNetworks.map((address) => [address, new TokenNetwork(endpoints, address)]))
  const timeouts = new Map<Address, number>()
  return {
    tokenNetwork(address) {
      const found = contracts.get(address)
      if (found !== undefined) return found
      throw new BuskerError(
        'TOWER_NETWORK_UNKNOWN',
        `This tower does not watch the channels of ${address}. Ask another one.`,
      )
    },
    async settleTimeout(address) {
      const timeout = timeouts.get(address) ?? (await readSettleTimeout(endpoints, address))
      timeouts.set(address, timeout)
      return timeout
    },
    async times() {
      const blocks = await endpoints.readAll((client) => client.getBlock())
      const times = blocks.map(({ timestamp }) => Number(timestamp) * 1000)
      return { earliest: Math.min(...times), latest: Math.max(...times) }
    },
  }
}
