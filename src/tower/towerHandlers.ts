import PQueue from 'p-queue'
import { signersOfUpdate } from '../chain/balanceProofs.ts'
import type { ChannelOnChain, SignedUpdate } from '../chain/tokenNetwork.ts'
import type { Caller } from '../ipfs/peer.ts'
import type { RateLimiter } from '../ipfs/rateLimiter.ts'
import { type SignedIdentity, verifyIdentity } from '../protocol/identity.ts'
import type { Handlers, InputOf } from '../protocol/rpc.ts'
import {
  signTowerAcknowledgement,
  type SignedTowerAcknowledgement,
  type SignedTowerRecord,
  type towerProtocol,
  type TowerLimits,
} from '../protocol/tower.ts'
import type { SigningAccount } from '../protocol/signed.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Address } from '../shared/ids.ts'
import type { TowerRecords, WatchedSide } from './towerRecords.ts'
import type { TowerChain } from './towerWatch.ts'

export interface TowerHandlerParts {
  readonly account: SigningAccount
  /** Throws once the tower has stopped. */
  readonly records: () => TowerRecords
  readonly chain: TowerChain
  readonly chainId: number
  readonly rateLimiter: RateLimiter
  readonly describe: () => Promise<SignedTowerRecord>
  /** @throws BuskerError `TOWER_GAS_LOW` where it could not answer */
  readonly checkGas: () => Promise<void>
  /** Sides of channels watched at one time. */
  readonly slots: number
  readonly keepMs: number
  readonly limits: TowerLimits
  readonly now: () => number
}

const looksAtOnce = 4
const looksWaiting = 64

/** What a tower answers, once everything it is told has been checked: what is cheap to check first. */
export function towerHandlers(parts: TowerHandlerParts): Handlers<typeof towerProtocol, Caller> {
  const { account, records, chain, chainId, rateLimiter, describe, checkGas, slots, keepMs, limits, now } =
    parts
  const looks = new PQueue({ concurrency: looksAtOnce })

  /** The side that the caller asks about, and is. */
  const sideOf = async (
    { identity, chainId: asked, tokenNetwork, channel }: ChannelOfCaller,
    caller: Caller,
  ): Promise<WatchedSide> => {
    rateLimiter.consume(caller.peer, now())
    if (asked !== chainId) {
      throw new BuskerError(
        'TOWER_NETWORK_UNKNOWN',
        `This tower watches chain ${chainId}, not chain ${asked}.`,
      )
    }
    chain.tokenNetwork(tokenNetwork)
    if (identity.body.peer !== caller.peer) throw notYours()
    await verifyIdentity(identity)
    return { tokenNetwork, channel, participant: identity.body.account }
  }

  const acknowledge = (tokenNetwork: Address, side: WatchedSide): Promise<SignedTowerAcknowledgement> => {
    const kept = records().get(side)
    if (kept === undefined) throw new Error('What was kept a moment ago is gone.')
    const { channel, participant, update, acceptedAt, until } = kept
    return signTowerAcknowledgement(
      { v: 1, chainId, tokenNetwork, channel, participant, nonce: update.nonce, acceptedAt, until, limits },
      account,
    )
  }

  /** The chain is asked for channels that are new here, or that it has closed: what strangers can cause is bounded. */
  const checkChannel = async (side: WatchedSide, update: SignedUpdate): Promise<ChannelOnChain> => {
    if (looks.size >= looksWaiting) throw busy()
    const { tokenNetwork } = side
    const found = await looks.add(() =>
      chain.tokenNetwork(tokenNetwork).channelBetween(update.other, update.closer),
    )
    if (found.state === 'none' || found.channel !== update.channel) {
      throw new BuskerError(
        'TOWER_CHANNEL_UNKNOWN',
        `The chain has no channel ${update.channel} between the two who signed. It is asked again when that is handed over again.`,
      )
    }
    if (found.state === 'open') return found
    const { earliest } = await chain.times()
    if (earliest > found.settleableAfter || found.partner.nonce >= update.nonce || !found.partner.closer) {
      throw new BuskerError(
        'TOWER_TOO_LATE',
        'The channel is closed, and nothing can be handed in for it any more.',
      )
    }
    return found
  }

  return {
    async describe(_, { peer }) {
      rateLimiter.consume(peer, now())
      return describe()
    },

    async watch({ identity, chainId: asked, tokenNetwork, update }, caller) {
      const channelOfCaller = { identity, chainId: asked, tokenNetwork, channel: update.channel }
      const side = await sideOf(channelOfCaller, caller)
      if (update.other !== side.participant) throw notYours()
      const known = records().get(side)
      if (known !== undefined && known.update.nonce > update.nonce) throw older(known.update.nonce)
      const signers = await signersOfUpdate(
        chain.tokenNetwork(tokenNetwork).canonicalId(update.channel),
        update,
      )
      if (signers.closer !== update.closer || signers.other !== update.other) throw forged()
      await checkGas()
      const found = known?.state === 'open' ? null : await checkChannel(side, update)
      if (known === undefined && records().count() >= slots) throw full(slots)
      const kept = records().keep(tokenNetwork, update, { now: now(), until: now() + keepMs })
      if (!kept) throw older(records().get(side)?.update.nonce ?? update.nonce)
      if (found?.state === 'closed') records().noteState(side, 'closed', found.settleableAfter, 0)
      return acknowledge(tokenNetwork, side)
    },

    async status(channelOfCaller, caller) {
      const watched = records().get(await sideOf(channelOfCaller, caller))
      return { watched: watched === undefined ? null : { nonce: watched.update.nonce, until: watched.until } }
    },

    async forget(channelOfCaller, caller) {
      records().remove(await sideOf(channelOfCaller, caller))
      return {}
    },
  }
}

type ChannelOfCaller = InputOf<typeof towerProtocol, 'status'> & { readonly identity: SignedIdentity }

function notYours(): BuskerError {
  return new BuskerError(
    'TOWER_NOT_YOURS',
    'A tower watches for whoever is paid, and tells that account alone. Ask from the machine it belongs to.',
  )
}

function forged(): BuskerError {
  return new BuskerError(
    'TOWER_PROOF_FORGED',
    'This was not signed by both sides of the channel: nobody could hand it in.',
  )
}

function older(nonce: bigint): BuskerError {
  return new BuskerError('TOWER_NONCE_OLDER', `This tower has a newer one already, with nonce ${nonce}.`)
}

function full(slots: number): BuskerError {
  return new BuskerError(
    'TOWER_FULL',
    `This tower watches ${slots} channels already, which is all it does. Ask another one.`,
  )
}

function busy(): BuskerError {
  return new BuskerError('TOWER_BUSY', 'This tower is asked too much. Wait a few seconds.')
}
