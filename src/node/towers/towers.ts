import type { SignedUpdate } from '../../chain/tokenNetwork.ts'
import type { Peer } from '../../ipfs/peer.ts'
import type { SignedIdentity } from '../../protocol/identity.ts'
import { towerProtocol, verifyTowerAcknowledgement, verifyTowerRecord } from '../../protocol/tower.ts'
import { type BackOffLimits, backOffDelay } from '../../shared/backOff.ts'
import { BuskerError, isBuskerError, toErrorData } from '../../shared/errors.ts'
import type { Address, PeerIdText } from '../../shared/ids.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Store } from '../store/openStore.ts'
import { type KnownTower, KnownTowers } from './knownTowers.ts'
import { type Delivery, TowerDeliveries } from './towerDeliveries.ts'
import { readTowersStatus, type TowersStatus } from './towersStatus.ts'

export interface TowersOptions {
  readonly store: Store
  readonly peer: Pick<Peer, 'call' | 'connect'>
  readonly identity: SignedIdentity
  readonly network: NetworkProfile
  /** Hears when who watches what has changed. */
  readonly onChange: () => void
  readonly onProblem: (problem: unknown) => void
  /** Default: the machine's, ms. */
  readonly now?: () => number
  /** Pauses before a tower that failed is asked again. Default 5 seconds to an hour. */
  readonly backOff?: BackOffLimits
}

const defaultBackOff = { initialMs: 5000, maxMs: 60 * 60_000 }
/** A tower that has the newest is asked again after this long whether it still has it. */
const confirmAfterMs = 24 * 60 * 60_000
const callTimeoutMs = 20_000
const longestTimerMs = 2 ** 31 - 1

/**
 * Hands what this account was paid to towers, which hand it in where the hub closes with less while this node is off. What is
 * to be handed over is in the store before anything is sent: of each channel the newest, to each tower until it has it.
 */
export class Towers implements Startable {
  readonly #options: TowersOptions
  readonly #known: KnownTowers
  readonly #deliveries: TowerDeliveries
  readonly #now: () => number
  readonly #backOff: BackOffLimits
  /** Towers that are being asked. */
  readonly #asking = new Map<PeerIdText, Promise<void>>()
  /** The accounts of those that have said who they are since this node started. */
  readonly #presented = new Map<PeerIdText, Address>()
  #timer: NodeJS.Timeout | undefined
  #cancel: AbortController | null = null

  constructor(options: TowersOptions) {
    this.#options = options
    this.#known = new KnownTowers(options.store, options.network)
    this.#deliveries = new TowerDeliveries(options.store)
    this.#now = options.now ?? Date.now
    this.#backOff = options.backOff ?? defaultBackOff
  }

  async start(): Promise<void> {
    if (this.#cancel !== null) return
    this.#cancel = new AbortController()
    this.#askWhoeverIsDue()
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer)
    this.#cancel?.abort(new Error('The node stops.'))
    this.#cancel = null
    await Promise.all(this.#asking.values())
  }

  /** Towers are to have this in the place of what they have; it is in the store when this returns. */
  watch(update: SignedUpdate): void {
    if (!this.#deliveries.keep(update)) return
    this.#options.onChange()
    this.#askWhoeverIsDue()
  }

  /** A channel has come to its end: nobody has to watch it any more. Towers see that on chain. */
  forget(channel: bigint): void {
    this.#deliveries.forget(channel)
    this.#options.onChange()
  }

  /** Asks those at once whose next attempt is waited for. */
  wake(): void {
    this.#deliveries.retryAll()
    this.#askWhoeverIsDue()
  }

  /** Who watches what. */
  status(): TowersStatus {
    const { network } = this.#options
    return readTowersStatus(this.#known, this.#deliveries, {
      now: this.#now(),
      settleTimeoutMs: network.raiden.settleTimeoutSeconds * 1000,
      confirmedWithinMs: 3 * confirmAfterMs,
    })
  }

  /**
   * Hands everything to one more tower from now on. One that can't be reached now is asked again later.
   *
   * @param address multiaddr that ends in `/p2p/<peer>`
   * @throws BuskerError `IPFS_ADDRESS_INVALID`, `TOWER_TOO_MANY`, `TOWER_NETWORK_UNKNOWN`, `PROTOCOL_FORGED`
   */
  async add(address: string): Promise<void> {
    const peer = this.#known.add(address, this.#now())
    try {
      await this.#present({ peer, addresses: [address] })
    } catch (error) {
      if (isBuskerError(error, 'TOWER_NETWORK_UNKNOWN') || isBuskerError(error, 'PROTOCOL_FORGED')) {
        this.#known.remove(peer)
        throw error
      }
      this.#options.onProblem(error)
    }
    this.#options.onChange()
    this.#askWhoeverIsDue()
  }

  /**
   * Hands nothing to this tower any more, and asks it to drop what it has.
   *
   * @throws BuskerError `TOWER_UNKNOWN`
   */
  remove(text: string): void {
    const peer = this.#known.remove(text)
    if (this.#known.list().some((tower) => tower.peer === peer)) return
    for (const { channel } of this.#deliveries.list(peer)) void this.#askToForget(peer, channel)
    this.#deliveries.removeTower(peer)
    this.#options.onChange()
  }

  #askWhoeverIsDue(): void {
    if (this.#cancel === null) return
    const { signal } = this.#cancel
    for (const tower of this.#known.list()) {
      if (this.#asking.has(tower.peer)) continue
      const asking = this.#deliverTo(tower, signal)
        .then(
          () => 0,
          (problem: unknown) => {
            this.#options.onProblem(problem)
            return this.#backOff.initialMs
          },
        )
        .then((pause) => {
          this.#asking.delete(tower.peer)
          this.#scheduleNext(pause)
        })
      this.#asking.set(tower.peer, asking)
    }
  }

  /** One call after the other; what became newer meanwhile is handed over in the place of what was to be. */
  async #deliverTo(tower: KnownTower, signal: AbortSignal): Promise<void> {
    for (;;) {
      this.#deliveries.prepare(tower.peer)
      const due = this.#deliveries.list(tower.peer).find(({ nextAttempt }) => nextAttempt <= this.#now())
      if (due === undefined || signal.aborted) return
      try {
        await this.#deliver(tower, due, signal)
      } catch (error) {
        if (signal.aborted) return
        this.#presented.delete(tower.peer)
        if (due.failures === 0) this.#options.onProblem(error)
        const pause = backOffDelay(this.#backOff, due.failures)
        this.#deliveries.noteFailure(due, toErrorData(error), this.#now() + pause)
      }
      this.#options.onChange()
    }
  }

  async #deliver(tower: KnownTower, due: Delivery, signal: AbortSignal): Promise<void> {
    const update = this.#deliveries.update(due.channel)
    if (update === undefined) return
    const { peer, identity, network } = this.#options
    const signer = this.#presented.get(tower.peer) ?? (await this.#present(tower, signal))
    const place = { chainId: network.chain.id, tokenNetwork: network.contracts.tokenNetwork }
    const options = { signal, timeoutMs: callTimeoutMs }
    const signed = await peer.call(
      tower.peer,
      towerProtocol,
      'watch',
      { identity, ...place, update },
      options,
    )
    await verifyTowerAcknowledgement(signed)
    const { body } = signed
    const isAboutIt =
      signed.signer === signer &&
      body.chainId === place.chainId &&
      body.tokenNetwork === place.tokenNetwork &&
      body.channel === update.channel &&
      body.participant === update.other &&
      body.nonce === update.nonce
    if (!isAboutIt) {
      throw new BuskerError('PROTOCOL_FORGED', 'A tower acknowledged something else than it was handed.')
    }
    const now = this.#now()
    const isNewest = this.#deliveries.update(due.channel)?.nonce === update.nonce
    this.#deliveries.noteAcknowledged(due, signed, { now, nextAttempt: isNewest ? now + confirmAfterMs : 0 })
  }

  /** Asks a tower who it is; it can move to another account, but its peer can not be another's. */
  async #present(
    { peer: id, addresses }: Pick<KnownTower, 'peer' | 'addresses'>,
    signal?: AbortSignal,
  ): Promise<Address> {
    const { peer, network } = this.#options
    if (addresses.length > 0) await peer.connect(addresses)
    const options = { ...(signal && { signal }), timeoutMs: callTimeoutMs }
    const record = await peer.call(id, towerProtocol, 'describe', {}, options)
    await verifyTowerRecord(record)
    const { chainId, tokenNetworks } = record.body
    if (record.body.peer !== id) {
      throw new BuskerError('PROTOCOL_FORGED', 'A tower presented itself as another peer.')
    }
    if (chainId !== network.chain.id || !tokenNetworks.includes(network.contracts.tokenNetwork)) {
      throw new BuskerError('TOWER_NETWORK_UNKNOWN', 'This tower does not watch channels of this network.')
    }
    this.#known.keepRecord(id, record)
    this.#presented.set(id, record.signer)
    return record.signer
  }

  async #askToForget(peer: PeerIdText, channel: bigint): Promise<void> {
    const { identity, network, onProblem } = this.#options
    const place = { chainId: network.chain.id, tokenNetwork: network.contracts.tokenNetwork }
    try {
      await this.#options.peer.call(peer, towerProtocol, 'forget', { identity, ...place, channel })
    } catch (error) {
      onProblem(error)
    }
  }

  /** @param pause at least, ms: while a full disk keeps what became of an attempt from being noted, it is not tried at once */
  #scheduleNext(pause: number): void {
    clearTimeout(this.#timer)
    if (this.#cancel === null) return
    const peers = this.#known.list().filter(({ peer }) => !this.#asking.has(peer))
    const times = peers.flatMap(({ peer }) => this.#deliveries.nextAttempt(peer) ?? [])
    if (times.length === 0) return
    const wait = Math.max(pause, Math.min(...times) - this.#now())
    this.#timer = setTimeout(() => this.#askWhoeverIsDue(), Math.min(wait, longestTimerMs))
    this.#timer.unref()
  }
}
