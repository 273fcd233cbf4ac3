import type { Caller } from '../ipfs/peer.ts'
import type { RateLimiter } from '../ipfs/rateLimiter.ts'
import type { SignedStatement, SignedUrsulaAnnouncement, SignedUrsulaRecord } from '../protocol/policy.ts'
import type { Handlers } from '../protocol/rpc.ts'
import type { ursulaProtocol } from '../protocol/ursula.ts'
import { BuskerError } from '../shared/errors.ts'
import { signAcknowledgement, verifyRevocation, verifyStatement } from '../umbral/policyRecords.ts'
import { answerReencryptionRequest } from '../umbral/reencryption.ts'
import type { RevocationList } from './revocationList.ts'
import type { UrsulaKeys } from './ursulaKeys.ts'

export interface UrsulaParts {
  readonly keys: Pick<UrsulaKeys, 'verifyingSeed' | 'encryptingSeed'>
  /** Throws once the Ursula has stopped. */
  readonly revocations: () => RevocationList
  readonly rateLimiter: RateLimiter
  readonly describe: () => Promise<SignedUrsulaRecord>
  readonly announce: () => Promise<SignedUrsulaAnnouncement>
  readonly now: () => number
}

/** What an Ursula answers, once everything it is told has been checked. */
export function ursulaHandlers({
  keys,
  revocations,
  rateLimiter: limit,
  describe,
  announce,
  now,
}: UrsulaParts): Handlers<typeof ursulaProtocol, Caller> {
  const checkJoinable = ({ body }: SignedStatement): void => {
    if (revocations().has(body.publisher, body.id)) {
      throw new BuskerError('POLICY_REVOKED', 'The publisher has revoked this policy.')
    }
    if (body.end <= now()) {
      throw new BuskerError(
        'POLICY_EXPIRED',
        'The time to join under this policy is over. Ask for a fresh one.',
      )
    }
  }
  return {
    async describe(_, { peer }) {
      limit.consume(peer, now())
      return describe()
    },

    async announce(_, { peer }) {
      limit.consume(peer, now())
      return announce()
    },

    async reencrypt({ statement, request, signature }, { peer }) {
      limit.consume(peer, now())
      await verifyStatement(statement)
      checkJoinable(statement)
      const response = await answerReencryptionRequest(keys, statement.body, { request, signature })
      checkJoinable(statement) // a revocation may have been acknowledged meanwhile
      return { response }
    },

    async revoke(signed, { peer }) {
      limit.consume(peer, now())
      await verifyRevocation(signed)
      const time = revocations().add(signed, now())
      return signAcknowledgement({ v: 1, id: signed.body.id, time }, keys.verifyingSeed)
    },
  }
}
