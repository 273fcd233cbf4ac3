import type { Caller } from '../../ipfs/peer.ts'
import { RateLimiter } from '../../ipfs/rateLimiter.ts'
import type { blocklistProtocol } from '../../protocol/blocklist.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Blocklist } from './blocklist.ts'

/** Whoever reads a long list takes a page after the other. */
const requestsOfOne = { burst: 60, perSecond: 5 }
const requestsOfAll = { burst: 300, perSecond: 100 }

/** Answers `/busker/blocklist/1`: anybody may read it. @param now ms of a clock that nobody sets */
export function createBlocklistHandlers(
  blocklist: Pick<Blocklist, 'records' | 'newest' | 'standing'>,
  now: () => number = () => performance.now(),
): Handlers<typeof blocklistProtocol, Caller> {
  const ofOne = new RateLimiter(requestsOfOne, busy)
  const ofAll = new RateLimiter<'all'>(requestsOfAll, busy)
  const admit = ({ peer }: Caller) => {
    ofOne.consume(peer, now())
    ofAll.consume('all', now())
  }
  return {
    async records({ from, limit }, caller) {
      admit(caller)
      return { records: blocklist.records(from, limit), newest: blocklist.newest() }
    },
    async standing({ subjects }, caller) {
      admit(caller)
      return { records: [...new Set(subjects)].flatMap((subject) => blocklist.standing(subject) ?? []) }
    },
  }
}

function busy(): BuskerError {
  return new BuskerError('PROTOCOL_BUSY', 'You ask too often. Wait for a moment.')
}
