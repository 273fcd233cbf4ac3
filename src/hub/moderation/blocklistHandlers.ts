import type { Caller } from '../../ipfs/peer.ts'
import type { blocklistProtocol } from '../../protocol/blocklist.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { CallerRates } from '../rates/callerRates.ts'
import type { Blocklist } from './blocklist.ts'

/** Whoever reads a long list takes a page after the other. */
const rates = {
  perOne: { burst: 60, perSecond: 5 },
  perAddress: { burst: 180, perSecond: 30 },
  all: { burst: 300, perSecond: 100 },
}

/** Answers `/busker/blocklist/1`: anybody may read it. @param now ms of a clock that nobody sets */
export function createBlocklistHandlers(
  blocklist: Pick<Blocklist, 'records' | 'newest' | 'standing'>,
  now: () => number = () => performance.now(),
): Handlers<typeof blocklistProtocol, Caller> {
  const pages = new CallerRates<PeerIdText>({ ...rates, what: 'Questions about the block list' })
  const admit = ({ peer, address }: Caller) => {
    pages.admitAddress(address, now())
    pages.admitOne(peer, now())
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
