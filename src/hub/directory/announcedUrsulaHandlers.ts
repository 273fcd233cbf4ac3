import type { Caller } from '../../ipfs/peer.ts'
import type { announcedUrsulasProtocol } from '../../protocol/announcedUrsulas.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { hideDatabase } from '../postgres/hideDatabase.ts'
import { CallerRates } from '../rates/callerRates.ts'
import type { AnnouncedUrsulas } from './announcedUrsulas.ts'

/** An Ursula says it three times an hour, and once more when she starts. */
const announceRates = {
  perOne: { burst: 6, perSecond: 1 / 300 },
  perAddress: { burst: 12, perSecond: 1 / 150 },
  all: { burst: 200, perSecond: 1 },
}
/** An artist looks now and then. */
const listRates = {
  perOne: { burst: 20, perSecond: 0.2 },
  perAddress: { burst: 60, perSecond: 1 },
  all: { burst: 200, perSecond: 10 },
}

const silent = 'The hub can’t look after announced Ursulas at the moment. Try again later.'

/** Answers `/busker/announced-ursulas/1`. @param now ms of a clock that nobody sets */
export function createAnnouncedUrsulaHandlers(
  ursulas: Pick<AnnouncedUrsulas, 'announce' | 'list'>,
  now: () => number = () => performance.now(),
): Handlers<typeof announcedUrsulasProtocol, Caller> {
  const announcing = new CallerRates<PeerIdText>({ ...announceRates, what: 'Announcements' })
  const listing = new CallerRates<PeerIdText>({ ...listRates, what: 'Questions for Ursulas' })
  return {
    async announce({ announcement }, caller) {
      announcing.admitAddress(caller.address, now())
      announcing.admitOne(caller.peer, now())
      return { until: await hideDatabase(ursulas.announce(announcement, caller), 'HUB_PART_SILENT', silent) }
    },
    async list(_, { peer, address }) {
      listing.admitAddress(address, now())
      listing.admitOne(peer, now())
      return { announcements: await hideDatabase(ursulas.list(), 'HUB_PART_SILENT', silent) }
    },
  }
}
