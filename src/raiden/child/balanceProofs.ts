import { utils } from 'ethers'
import { concatMap, distinctUntilChanged, map } from 'rxjs'
import { hex32, hexText, toAddress, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { ChannelProofs } from '../raidenContract.ts'
import type { RaidenNetwork } from '../raidenNetwork.ts'
import type { RaidenHandle } from './raidenHandle.ts'
import type { BigNumber, RaidenChannelState, RaidenLock, RaidenProof, RaidenState } from './raidenTypes.ts'

type Channels = RaidenState['channels']

/** What both sides of each channel have signed last: with it a channel can be ended without this node. */
export class BalanceProofs {
  readonly #handle: RaidenHandle
  readonly #tokenNetwork: string

  constructor(handle: RaidenHandle, network: RaidenNetwork) {
    this.#handle = handle
    this.#tokenNetwork = utils.getAddress(network.tokenNetwork)
  }

  /** Of the channel with `partner`; null where there is none. */
  newest(partner: Address): ChannelProofs | null {
    const channel = this.#handle.raiden.state.channels[this.#keyOf(partner)]
    return channel === undefined ? null : toProofs(partner, channel)
  }

  /** Of every channel, once they are in the database. */
  async all(): Promise<ChannelProofs[]> {
    const { channels } = this.#handle.raiden.state
    await this.#handle.written()
    return this.#entriesOf(channels).map(([partner, channel]) => toProofs(partner, channel))
  }

  /** Calls `listener` with those of channels that changed, once they are in the database. */
  onChange(listener: (proofs: ChannelProofs[]) => void): void {
    let last: Channels = {}
    this.#handle.raiden.state$
      .pipe(
        map(({ channels }) => channels),
        distinctUntilChanged(),
        concatMap(async (channels) => {
          await this.#handle.written()
          return channels
        }),
      )
      .subscribe((channels) => {
        const changed = this.#entriesOf(channels).filter(([partner, channel]) => {
          const before = last[this.#keyOf(partner)]
          return before?.own !== channel.own || before.partner !== channel.partner
        })
        last = channels
        if (changed.length > 0) listener(changed.map(([partner, channel]) => toProofs(partner, channel)))
      })
  }

  #keyOf(partner: Address): string {
    return `${this.#tokenNetwork}@${utils.getAddress(partner)}`
  }

  #entriesOf(channels: Channels): [Address, RaidenChannelState][] {
    const prefix = `${this.#tokenNetwork}@`
    return Object.entries(channels)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, channel]) => [toAddress(key.slice(prefix.length)), channel])
  }
}

function toProofs(partnerAddress: Address, { id, own, partner }: RaidenChannelState): ChannelProofs {
  return {
    channel: id,
    partnerAddress,
    own: toProof(own.balanceProof),
    partner: toProof(partner.balanceProof),
    ownLocks: own.locks.map(toLock),
    partnerLocks: partner.locks.map(toLock),
  }
}

function toLock({ amount, expiration, secrethash }: RaidenLock): ChannelProofs['ownLocks'][number] {
  return { amount: amountOf(amount), expiration: amountOf(expiration), secretHash: secrethash }
}

function toProof(proof: RaidenProof): ChannelProofs['own'] {
  if (proof.nonce.toBigInt() === 0n) return null
  return {
    nonce: amountOf(proof.nonce),
    transferred: amountOf(proof.transferredAmount),
    locked: amountOf(proof.lockedAmount),
    locksroot: hex32.parse(proof.locksroot),
    additionalHash: hex32.parse(proof.additionalHash),
    signature: hexText.parse(proof.signature),
  }
}

function amountOf(value: BigNumber) {
  return toAmount(value.toBigInt())
}
