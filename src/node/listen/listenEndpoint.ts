import { AccessToken } from '../../http/accessToken.ts'
import { HttpServer } from '../../http/httpServer.ts'
import { ExactSound } from '../playback/hls/exactSound.ts'
import { TrackLinks } from '../playback/hls/trackLinks.ts'
import { listenRoutes } from './listenRoutes.ts'
import type { ListenServerOptions } from './listenServerOptions.ts'
import { OpenSounds } from './openSounds.ts'

export interface ListenEndpointOptions extends ListenServerOptions {
  readonly port: number
}

/** Connections at once: a browser opens six. */
const maxConnections = 64

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
    const { open, cutter, port, now = Date.now } = options
    const token = new AccessToken()
    const sounds = new OpenSounds(open, cutter)
    const links = new TrackLinks(now)
    const app = listenRoutes({
      ...options,
      scheme: 'http',
      host: () => server.authority,
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
      portInUse: 'LISTEN_PORT_IN_USE',
    })
    await server.start()
    return new ListenEndpoint(server, `${server.url}/#${token.text}`, sounds, links)
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
