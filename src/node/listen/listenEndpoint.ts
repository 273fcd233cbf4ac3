import { once } from 'node:events'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { BuskerError } from '../../shared/errors.ts'
import { ExactSound } from '../playback/hls/exactSound.ts'
import { TrackLinks } from '../playback/hls/trackLinks.ts'
import { listenRoutes } from './listenRoutes.ts'
import type { ListenServerOptions } from './listenServerOptions.ts'
import { ListenToken } from './listenToken.ts'
import { OpenSounds } from './openSounds.ts'

export interface ListenEndpointOptions extends ListenServerOptions {
  readonly port: number
}

/** How long a client may take to say what it wants, ms. */
const patience = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5000 }
/** Connections at once: a browser opens six. */
const maxConnections = 64

/** One address that listens, with a token of its own. */
export class ListenEndpoint {
  /** With the token behind the `#`: for the person alone. */
  readonly url: string
  readonly closed: Promise<unknown>
  readonly #server: Server
  readonly #sounds: OpenSounds
  readonly #links: TrackLinks

  private constructor(server: Server, url: string, sounds: OpenSounds, links: TrackLinks) {
    this.#server = server
    this.url = url
    this.#sounds = sounds
    this.#links = links
    this.closed = once(server, 'close')
  }

  /** @throws BuskerError `LISTEN_PORT_IN_USE` */
  static async open(options: ListenEndpointOptions): Promise<ListenEndpoint> {
    const { open, cutter, port, now = Date.now } = options
    const hostname = '127.0.0.1'
    const token = new ListenToken()
    const sounds = new OpenSounds(open, cutter)
    const links = new TrackLinks(now)
    let host = ''
    const app = listenRoutes({
      ...options,
      scheme: 'http',
      host: () => host,
      token,
      sounds,
      links,
      openLink: async (label) => links.add(new ExactSound(await open(label), cutter)),
    })
    const server = serve({ fetch: app.fetch, hostname, port, serverOptions: patience }) as Server
    server.maxConnections = maxConnections
    try {
      await once(server, 'listening')
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause
      const message = `Another program listens on ${hostname}:${port}. End it, or choose another port with --port.`
      throw new BuskerError('LISTEN_PORT_IN_USE', message, { cause })
    }
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('The server has no port.')
    host = `${hostname}:${address.port}`
    return new ListenEndpoint(server, `http://${host}/#${token.text}`, sounds, links)
  }

  /** Ends every connection, and every link. */
  async close(): Promise<void> {
    this.#links.clear()
    this.#sounds.clear()
    this.#server.close()
    this.#server.closeAllConnections()
    await this.closed
  }
}
