import { AccessToken } from '../../http/accessToken.ts'
import { HttpServer } from '../../http/httpServer.ts'
import type { SelfSignedCertificate } from '../../http/selfSignedCertificate.ts'
import { ExactSound } from '../playback/hls/exactSound.ts'
import { TrackLinks } from '../playback/hls/trackLinks.ts'
import { listenRoutes } from './listenRoutes.ts'
import type { ListenServerOptions } from './listenServerOptions.ts'
import { OpenSounds } from './openSounds.ts'

export interface ListenEndpointOptions extends ListenServerOptions {
  readonly port: number
  readonly onCaller?: (address: string) => void
  /** Left out: on loopback, without TLS, until it is closed. */
  readonly lan?: {
    readonly host: string
    readonly certificate: SelfSignedCertificate
    /** Unix ms. */
    readonly expiresAt: number
  }
}

/** Connections at once: a browser opens six. */
const maxConnections = 64
/** Of one machine of the network: nobody there may take all of them. */
const maxConnectionsOfOne = 16
/** How soon after its time an address closes, ms; a machine that slept has no timer that knows. */
const lookMs = 10_000

/** One address that listens, with a token of its own. */
export class ListenEndpoint {
  /** With the token behind the `#`: for the person alone. */
  readonly url: string
  readonly #server: HttpServer
  readonly #sounds: OpenSounds
  readonly #links: TrackLinks

  private constructor(server: HttpServer, url: string, sounds: OpenSounds, links: TrackLinks) {
    this.#server = server
    this.url = url
    this.#sounds = sounds
    this.#links = links
  }

  /** @throws BuskerError `LISTEN_PORT_IN_USE` */
  static async open(options: ListenEndpointOptions): Promise<ListenEndpoint> {
    const { open, cutter, port, lan, now = Date.now } = options
    const token = new AccessToken()
    const sounds = new OpenSounds(open, cutter)
    const links = new TrackLinks(now)
    const hasRunOut = () => lan !== undefined && now() >= lan.expiresAt
    const app = listenRoutes({
      ...options,
      scheme: lan === undefined ? 'http' : 'https',
      host: () => server.authority,
      hasRunOut,
      token,
      sounds,
      links,
      openLink: async (label) => links.add(new ExactSound(await open(label), cutter)),
    })
    const server = new HttpServer({
      name: 'The listener server',
      port,
      app,
      maxConnections,
      ...(lan !== undefined && { host: lan.host, tls: lan.certificate, maxConnectionsOfOne }),
      portInUse: 'LISTEN_PORT_IN_USE',
    })
    await server.start()
    const endpoint = new ListenEndpoint(server, `${server.url}/#${token.text}`, sounds, links)
    if (lan !== undefined) {
      const looking = setInterval(
        () => hasRunOut() && void endpoint.close(),
        Math.min(lookMs, Math.max(lan.expiresAt - now(), 1)),
      )
      void endpoint.closed.then(() => clearInterval(looking))
    }
    return endpoint
  }

  get closed(): Promise<void> {
    return this.#server.closed
  }

  /** Ends every connection, and every link. */
  async close(): Promise<void> {
    this.#links.clear()
    this.#sounds.clear()
    await this.#server.stop()
    await this.closed
  }
}
