import { HttpServer } from '../../../http/httpServer.ts'
import type { Label } from '../../../shared/ids.ts'
import type { OpenTrack } from '../openTrack.ts'
import { ExactSound, type SoundCutter } from './exactSound.ts'
import { TrackLinks } from './trackLinks.ts'
import { hlsRoutes } from './routes.ts'

export interface HlsServerOptions {
  /** @throws BuskerError `PLAYBACK_NOT_OWNED` and what else opening a track throws */
  readonly open: (label: Label) => Promise<OpenTrack>
  readonly cutter: SoundCutter
  readonly onFailure: (error: unknown) => void
  readonly now?: () => number
}

export interface HlsLink {
  /** The playlist, for a player. */
  readonly url: string
  /** A page with a player of its own, for a browser. */
  readonly page: string
  readonly expiresAt: number
}

/** HLS for other players on this machine. Nothing listens until the first link is asked for. */
export class HlsServer {
  readonly #open: HlsServerOptions['open']
  readonly #cutter: SoundCutter
  readonly #onFailure: HlsServerOptions['onFailure']
  readonly #links: TrackLinks
  #server: Promise<HttpServer> | undefined

  constructor({ open, cutter, onFailure, now = Date.now }: HlsServerOptions) {
    this.#open = open
    this.#cutter = cutter
    this.#onFailure = onFailure
    this.#links = new TrackLinks(now)
  }

  /** A link to an owned track. @throws as `open` */
  async link(label: Label): Promise<HlsLink> {
    const sound = new ExactSound(await this.#open(label), this.#cutter)
    this.#server ??= this.#listen()
    const { url } = await this.#server
    const { token, expiresAt } = this.#links.add(sound)
    const page = `${url}/${token}/`
    return { page, url: `${page}master.m3u8`, expiresAt }
  }

  /** Ends every link. */
  async stop(): Promise<void> {
    this.#links.clear()
    const starting = this.#server
    this.#server = undefined
    await (await starting)?.stop()
  }

  async #listen(): Promise<HttpServer> {
    const app = hlsRoutes({ links: this.#links, host: () => server.authority, onFailure: this.#onFailure })
    const name = 'The server for players'
    const server = new HttpServer({ name, port: 0, app, portInUse: 'LISTEN_PORT_IN_USE' })
    await server.start()
    return server
  }
}
