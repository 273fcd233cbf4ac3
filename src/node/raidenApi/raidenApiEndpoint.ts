import { AccessToken } from '../../http/accessToken.ts'
import { HttpServer } from '../../http/httpServer.ts'
import type { RaidenApiParts } from './raidenApiParts.ts'
import { raidenApiRoutes, userName } from './raidenApiRoutes.ts'
import type { WebUiFiles } from './webUiFiles.ts'

/** Connections at once: a browser opens six. */
const maxConnections = 64

/** One address of the Raiden API, with a token of its own. */
export class RaidenApiEndpoint {
  /** Of the API itself, with the token as its password: for the person alone. */
  readonly url: string
  readonly #server: HttpServer

  private constructor(server: HttpServer, token: AccessToken) {
    this.#server = server
    this.url = `http://${userName}:${token.text}@${server.authority}/api/v1`
  }

  /** @throws BuskerError `LISTEN_PORT_IN_USE` */
  static async open(
    parts: RaidenApiParts,
    { port, webUi }: { readonly port: number; readonly webUi: WebUiFiles | null },
  ): Promise<RaidenApiEndpoint> {
    const token = new AccessToken()
    const server: HttpServer = new HttpServer({
      name: 'The Raiden API',
      port,
      app: raidenApiRoutes({
        ...parts,
        host: () => server.authority,
        token,
        webUi,
        onShutdown: () => void server.stop(),
      }),
      maxConnections,
      portInUse: 'LISTEN_PORT_IN_USE',
    })
    await server.start()
    return new RaidenApiEndpoint(server, token)
  }

  get closed(): Promise<void> {
    return this.#server.closed
  }

  /** Ends every connection. What was begun goes on. */
  async close(): Promise<void> {
    await this.#server.stop()
    await this.closed
  }
}
