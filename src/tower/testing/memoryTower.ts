import type { PrivateKeyAccount } from 'viem/accounts'
import type { MemoryPeer } from '../../ipfs/testing/memoryNetwork.ts'
import { type RateLimit, RateLimiter } from '../../ipfs/rateLimiter.ts'
import { signIdentity, type SignedIdentity } from '../../protocol/identity.ts'
import { signTowerRecord, towerProtocol } from '../../protocol/tower.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type PeerIdText, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { towerHandlers } from '../towerHandlers.ts'
import { TowerRecords } from '../towerRecords.ts'
import { chainId, type MemoryTowerChain, tokenNetwork } from './memoryTowerChain.ts'

export const towerLimits = { gasPrice: toAmount(1000n), gasPerDay: toAmount(10n ** 9n) }

export interface MemoryTowerOptions {
  readonly chain: MemoryTowerChain
  readonly account: PrivateKeyAccount
  readonly operator?: string
  readonly rateLimit?: RateLimit
  readonly slots?: number
  readonly keepMs?: number
  readonly now: () => number
  readonly hasGas?: () => boolean
}

/** A tower's whole protocol on a peer in memory, without the watch that answers. @returns what it keeps */
export async function serveMemoryTower(peer: MemoryPeer, options: MemoryTowerOptions): Promise<TowerRecords> {
  const { chain, account, operator = 'Bo', slots = 100, keepMs = 1000, now, hasGas = () => true } = options
  const records = new TowerRecords(':memory:')
  const busy = () => new BuskerError('TOWER_BUSY', 'Too often.')
  const record = {
    v: 1 as const,
    peer: peer.id,
    operator,
    chainId,
    tokenNetworks: [tokenNetwork],
    limits: towerLimits,
  }
  await peer.handle(
    towerProtocol,
    towerHandlers({
      account,
      records: () => records,
      chain,
      chainId,
      rateLimiter: new RateLimiter(options.rateLimit ?? { burst: 10_000, perSecond: 1 }, busy),
      describe: () => signTowerRecord(record, account),
      checkGas: async () => {
        if (!hasGas()) throw new BuskerError('TOWER_GAS_LOW', 'No gas.')
      },
      slots,
      keepMs,
      limits: towerLimits,
      now,
    }),
  )
  return records
}

export function identityOf(account: PrivateKeyAccount, peer: PeerIdText): Promise<SignedIdentity> {
  return signIdentity(
    {
      v: 1,
      account: toAddress(account.address),
      peer,
      verifyingKey: new Uint8Array(33).fill(2),
      receivingKey: new Uint8Array(33).fill(3),
      issuedAt: 1,
    },
    account,
  )
}
