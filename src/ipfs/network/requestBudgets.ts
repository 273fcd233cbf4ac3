import type { Connection } from '@libp2p/interface'
import { BuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import { RateLimiter } from '../rateLimiter.ts'
import { networkAddressOf } from './networkAddress.ts'
import { Tally } from './tally.ts'

/** Requests of one peer that are answered at one time. */
const requestsPerPeer = 32
/** Requests that one peer may make at once, and then in each second. */
const requestRate = { burst: 400, perSecond: 100 }
/** Requests longer than is read that one peer may make at once, and then in each second: of each a quarter of a MB has come. */
const tooLongRate = { burst: 8, perSecond: 0.1 }
/** Bytes that are held for requests, of what came and of what is answered: a snapshot and a little, for one peer. */
const bytesPerPeer = 20 * 1024 * 1024
const bytesPerAddress = 40 * 1024 * 1024
const bytesInAll = 96 * 1024 * 1024

/** What one request holds until it is answered. */
export interface RequestBudget {
  /** @throws BuskerError PROTOCOL_BUSY: there is no room for so many more bytes */
  readonly hold: (bytes: number) => void
  /** The request is longer than is read. Whoever goes on with such requests is cut off. */
  readonly noteTooLong: () => void
  /** Gives everything back. */
  readonly end: () => void
}

/** How much of a peer's memory and time may be taken by another peer, by those at one address, and by all together. */
export class RequestBudgets {
  readonly #requests = new Tally<PeerIdText>()
  readonly #bytesOfPeers = new Tally<PeerIdText>()
  readonly #bytesOfAddresses = new Tally<string>()
  readonly #tooLong = new RateLimiter(tooLongRate, () => new Error('It asks for more than is read.'))
  readonly #rate = new RateLimiter(requestRate, () => busy('You ask too often. Wait for a second.'))

  /** @throws BuskerError PROTOCOL_BUSY */
  begin(connection: Connection): RequestBudget {
    const { remotePeer, remoteAddr } = connection
    const peer = remotePeer.toString() as PeerIdText
    const address = networkAddressOf(remoteAddr)
    if (this.#requests.of(peer) >= requestsPerPeer) {
      throw busy(`More than ${requestsPerPeer} requests at a time are not answered. Wait for some of them.`)
    }
    this.#rate.consume(peer, performance.now())
    this.#requests.add(peer, 1)
    let held = 0
    const hold = (bytes: number) => {
      this.#bytesOfPeers.add(peer, bytes)
      if (address !== undefined) this.#bytesOfAddresses.add(address, bytes)
      held += bytes
    }
    return {
      hold: (bytes) => {
        if (!this.#hasRoom(peer, address, bytes))
          throw busy('There is no room for so much at a time. Try again later.')
        hold(bytes)
      },
      noteTooLong: () => {
        try {
          this.#tooLong.consume(peer, performance.now())
        } catch (error) {
          connection.abort(error as Error)
        }
      },
      end: () => {
        hold(-held)
        this.#requests.add(peer, -1)
      },
    }
  }

  #hasRoom(peer: PeerIdText, address: string | undefined, bytes: number): boolean {
    return (
      this.#bytesOfPeers.of(peer) + bytes <= bytesPerPeer &&
      (address === undefined || this.#bytesOfAddresses.of(address) + bytes <= bytesPerAddress) &&
      this.#bytesOfPeers.total + bytes <= bytesInAll
    )
  }
}

function busy(sentence: string): BuskerError {
  return new BuskerError('PROTOCOL_BUSY', sentence)
}
