import type { Caller } from '../../ipfs/peer.ts'
import type { collectionsProtocol } from '../../protocol/collections.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { type Address, fromLabel, label, type PeerIdText, subjectOfWork } from '../../shared/ids.ts'
import { authenticateCaller } from '../authenticateCaller.ts'
import { hideDatabase } from '../postgres/hideDatabase.ts'
import { CallerRates } from '../rates/callerRates.ts'
import type { Collections } from './collections.ts'

/** A collection is changed by hand: some times in a minute, then seldom. */
const keepRates = {
  perOne: { burst: 20, perSecond: 1 / 60 },
  perAddress: { burst: 60, perSecond: 0.1 },
  all: { burst: 200, perSecond: 2 },
}
/** A work's page asks once. */
const readRates = {
  perOne: { burst: 30, perSecond: 1 },
  perAddress: { burst: 90, perSecond: 5 },
  all: { burst: 200, perSecond: 20 },
}

const silent = 'The hub can’t keep or show collections at the moment. Try again later.'

/** Answers `/busker/collections/1`. @param now ms of a clock that nobody sets */
export function createCollectionHandlers(
  collections: Pick<Collections, 'keep' | 'alsoBought'>,
  now: () => number = () => performance.now(),
): Handlers<typeof collectionsProtocol, Caller> {
  const keeping = new CallerRates<Address>({ ...keepRates, what: 'Collections' })
  const reading = new CallerRates<PeerIdText>({ ...readRates, what: 'Questions for collections' })
  return {
    async keep({ identity, collection }, caller) {
      keeping.admitAddress(caller.address, now())
      const account = await authenticateCaller(identity, caller)
      keeping.admitOne(account, now())
      await hideDatabase(collections.keep(collection, account), 'HUB_PART_SILENT', silent)
      return { number: collection.body.number }
    },
    async alsoBought({ kind, id }, { peer, address }) {
      reading.admitAddress(address, now())
      reading.admitOne(peer, now())
      const found = await hideDatabase(
        collections.alsoBought(subjectOfWork(kind, id)),
        'HUB_PART_SILENT',
        silent,
      )
      const works = found.works.map((work) => {
        const { kind: otherKind, id: otherId } = fromLabel(label.parse(`${work}/1`))
        return { kind: otherKind, id: otherId }
      })
      return { works, collections: [...found.collections] }
    },
  }
}
