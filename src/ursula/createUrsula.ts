import { join } from 'node:path'
import type { Peer } from '../ipfs/peer.ts'
import { type RateLimit, RateLimiter } from '../ipfs/rateLimiter.ts'
import type { SignedUrsulaAnnouncement, SignedUrsulaRecord } from '../protocol/policy.ts'
import { ursulaProtocol } from '../protocol/ursula.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Startable } from '../shared/startable.ts'
import { publicKeyOf } from '../umbral/keys.ts'
import { signUrsulaAnnouncement, signUrsulaRecord, ursulaAddress } from '../umbral/policyRecords.ts'
import { RevocationList } from './revocationList.ts'
import { ursulaHandlers } from './ursulaHandlers.ts'
import type { UrsulaKeys } from './ursulaKeys.ts'

export interface UrsulaOptions {
  /** Of {@link openUrsulaKeys}; the peer runs under its `peerSeed`. */
  readonly keys: UrsulaKeys
  /** Holds `ursula.sqlite`, the revocations. */
  readonly folder: string
  /** The peer it is reached at; started before, and stopped after, the Ursula. */
  readonly peer: Pick<Peer, 'id' | 'addresses' | 'handle'>
  /** Who runs it. */
  readonly operator: string
  /** Default: the machine's, ms. */
  readonly now?: () => number
  /** Of each peer. Default: 300 at once, 10 a second after that. */
  readonly limit?: RateLimit
  readonly nativeBinding?: string
}

/** How long what she says of herself holds, ms: she is asked again long before. */
const announcedMs = 24 * 3600_000

/** A re-encryption proxy. */
export interface Ursula extends Startable {
  /** How it presents itself, signed; its peer must run, to know its addresses. */
  describe(): Promise<SignedUrsulaRecord>
  /** The same, dated: it holds for a day. */
  announce(): Promise<SignedUrsulaAnnouncement>
}

/** Makes a re-encryption proxy that answers `/busker/ursula/1` between `start` and `stop`. */
export function createUrsula(options: UrsulaOptions): Ursula {
  const { keys, folder, peer, operator, now = Date.now, limit = { burst: 300, perSecond: 10 } } = options
  const rateLimiter = new RateLimiter(limit, busy)
  let revocations: RevocationList | undefined

  const openRevocations = (): RevocationList => {
    if (revocations !== undefined) return revocations
    throw new BuskerError('URSULA_STOPPED', 'This Ursula is stopping. Ask another one.')
  }

  const describe = async (): Promise<SignedUrsulaRecord> => {
    const verifyingKey = await publicKeyOf(keys.verifyingSeed)
    const record = {
      v: 1 as const,
      address: ursulaAddress(verifyingKey),
      peer: peer.id,
      addresses: peer.addresses.slice(0, 16),
      verifyingKey,
      encryptingKey: await publicKeyOf(keys.encryptingSeed),
      operator,
    }
    return signUrsulaRecord(record, keys.verifyingSeed)
  }

  const announce = async (): Promise<SignedUrsulaAnnouncement> => {
    const issuedAt = now()
    const body = { v: 1 as const, record: await describe(), issuedAt, until: issuedAt + announcedMs }
    return signUrsulaAnnouncement(body, keys.verifyingSeed)
  }

  return {
    describe,
    announce,

    async start() {
      if (revocations !== undefined) return
      revocations = new RevocationList(join(folder, 'ursula.sqlite'), options.nativeBinding)
      await peer.handle(
        ursulaProtocol,
        ursulaHandlers({ keys, revocations: openRevocations, rateLimiter, describe, announce, now }),
      )
    },

    async stop() {
      revocations?.close()
      revocations = undefined
    },
  }
}

function busy(): BuskerError {
  return new BuskerError('URSULA_BUSY', 'This Ursula was asked too often by this peer. Wait a few seconds.')
}
