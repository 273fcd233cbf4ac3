import type { Caller } from '../../ipfs/peer.ts'
import { type namesProtocol, verifyNamedCard } from '../../protocol/names.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'
import { authenticateCaller } from '../authenticateCaller.ts'
import type { ChannelPartners } from '../channelPartners.ts'
import { hideDatabase } from '../postgres/hideDatabase.ts'
import { CallerRates } from '../rates/callerRates.ts'
import type { Names } from './names.ts'

/** A person tries a few names, and is done for years. */
const claimRates = {
  perOne: { burst: 10, perSecond: 10 / 3600 },
  perAddress: { burst: 30, perSecond: 30 / 3600 },
  all: { burst: 200, perSecond: 1 },
}
/** Somebody looks a few people up at a time; who goes through the dictionary waits. */
const lookUpRates = {
  perOne: { burst: 30, perSecond: 0.2 },
  perAddress: { burst: 90, perSecond: 1 },
  all: { burst: 500, perSecond: 50 },
}

export interface NameServices {
  readonly names: Pick<Names, 'claim' | 'release' | 'lookUp' | 'ofAccount'>
  readonly channelPartners: Pick<ChannelPartners, 'has'>
  /** This hub's peer: what is claimed at another one counts for nothing here. */
  readonly hub: PeerIdText
}

/** Answers `/busker/names/1`. @param now ms of a clock that nobody sets */
export function createNameHandlers(
  { names, channelPartners, hub }: NameServices,
  now: () => number = () => performance.now(),
): Handlers<typeof namesProtocol, Caller> {
  const claims = new CallerRates<Address>({ ...claimRates, what: 'Changes of names' })
  const lookUps = new CallerRates<PeerIdText>({ ...lookUpRates, what: 'Questions for names' })
  return {
    async claim(named, caller) {
      claims.admitAddress(caller.address, now())
      const account = await authenticateCaller(named.card, caller)
      claims.admitOne(account, now())
      await verifyNamedCard(named, named.claim.body.name, hub)
      if (!channelPartners.has(account)) {
        throw new BuskerError(
          'HUB_NAME_STRANGER',
          'Names are for those who have a channel with the hub: an account costs nothing, and names are few. Connect first.',
        )
      }
      await asAnswer(names.claim(named))
      return {}
    },
    async release({ identity }, caller) {
      claims.admitAddress(caller.address, now())
      const account = await authenticateCaller(identity, caller)
      claims.admitOne(account, now())
      await asAnswer(names.release(account))
      return {}
    },
    async ownName({ identity }, caller) {
      lookUps.admitAddress(caller.address, now())
      lookUps.admitOne(caller.peer, now())
      return { name: await asAnswer(names.ofAccount(await authenticateCaller(identity, caller))) }
    },
    async lookUp({ name }, caller) {
      lookUps.admitAddress(caller.address, now())
      lookUps.admitOne(caller.peer, now())
      return { found: await asAnswer(names.lookUp(name)) }
    },
  }
}

function asAnswer<T>(answer: Promise<T>): Promise<T> {
  return hideDatabase(
    answer,
    'HUB_NAMES_FAILED',
    'The hub can’t look after names at the moment. Try again later.',
  )
}
