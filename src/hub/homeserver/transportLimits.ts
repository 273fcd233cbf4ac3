import { RateLimiter } from '../../ipfs/rateLimiter.ts'
import { MatrixError } from './matrixError.ts'

/** Requests from one address; on a local network everybody has the same. */
const perAddress = { burst: 4000, perSecond: 1000 }
/** Logins from one address: each checks a signature. */
const loginsPerAddress = { burst: 100, perSecond: 20 }
const perAccount = { burst: 2000, perSecond: 200 }
/** Bytes that one account may put into the queues of devices. A payment through a hub is some ten thousand. */
const bytesPerAccount = { burst: 8 * 1024 * 1024, perSecond: 512 * 1024 }

/** How often an address and an account may ask the homeserver, and how much an account may send, as Synapse limits them. */
export class TransportLimits {
  readonly #addresses = new RateLimiter<string>(perAddress, limitExceeded)
  readonly #logins = new RateLimiter<string>(loginsPerAddress, limitExceeded)
  readonly #accounts = new RateLimiter<string>(perAccount, limitExceeded)
  readonly #bytes = new RateLimiter<string>(bytesPerAccount, limitExceeded)

  /** @throws MatrixError M_LIMIT_EXCEEDED */
  request(address: string): void {
    this.#addresses.consume(address, performance.now())
  }

  /** @throws MatrixError M_LIMIT_EXCEEDED */
  login(address: string): void {
    this.#logins.consume(address, performance.now())
  }

  /** @throws MatrixError M_LIMIT_EXCEEDED */
  authenticated(userId: string): void {
    this.#accounts.consume(userId, performance.now())
  }

  /**
   * @param bytes in all queues together
   * @throws MatrixError M_LIMIT_EXCEEDED
   */
  queued(userId: string, bytes: number): void {
    this.#bytes.consume(userId, performance.now(), bytes)
  }
}

function limitExceeded(): MatrixError {
  return new MatrixError(429, 'M_LIMIT_EXCEEDED', 'Too many requests. Wait for a second.')
}
