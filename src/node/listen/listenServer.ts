import { EndpointServer } from '../../http/endpointServer.ts'
import { selfSignedCertificate } from '../../http/selfSignedCertificate.ts'
import { isPrivateAddress, lanAddress, ownAddresses } from './lanAddress.ts'
import { ListenEndpoint } from './listenEndpoint.ts'
import type { ListenServerOptions } from './listenServerOptions.ts'

/** How a phone in the same network is to reach this machine. */
export interface LanOptions {
  /** One of this machine's addresses; null: its only private one. */
  readonly address: string | null
  /** 0 takes a free one. */
  readonly port: number
  /** When it ends by itself, Unix ms. */
  readonly expiresAt: number
  /** Told the address of whoever comes with the token, with each request. */
  readonly onCaller?: (address: string) => void
}

export interface LanEndpoint {
  readonly endpoint: ListenEndpoint
  /** SHA-256 of its certificate, as browsers show it. */
  readonly fingerprint: string
  /** Whether only machines of the same network can reach it. */
  readonly isPrivate: boolean
}

/** How wrong a phone's clock may be for the certificate, ms. */
const clockSkewMs = 24 * 3600_000

/** The listener server: what one owns, for a browser or a player. */
export class ListenServer extends EndpointServer<ListenEndpoint> {
  readonly #options: ListenServerOptions

  constructor(options: ListenServerOptions) {
    super((port) => ListenEndpoint.open({ ...options, port }))
    this.#options = options
  }

  /**
   * Listens for the network that this machine is in, over TLS with a certificate made for it, until it is closed, its time is
   * over, or this stops.
   *
   * @throws BuskerError `LISTEN_LAN_ADDRESS`, `LISTEN_PORT_IN_USE`
   */
  async listenOnLan({ address, port, expiresAt, onCaller }: LanOptions): Promise<LanEndpoint> {
    const { ownAddresses: own = ownAddresses, now = Date.now } = this.#options
    const host = lanAddress(address, own())
    const certificate = await selfSignedCertificate({
      address: host,
      from: now() - clockSkewMs,
      until: expiresAt + clockSkewMs,
    })
    const lan = { host, expiresAt, certificate }
    const endpoint = this.keep(
      await ListenEndpoint.open({ ...this.#options, port, lan, ...(onCaller && { onCaller }) }),
    )
    return { endpoint, fingerprint: certificate.fingerprint, isPrivate: isPrivateAddress(host) }
  }
}
