import { OpenEndpoints } from '../../http/openEndpoints.ts'
import { ListenEndpoint } from './listenEndpoint.ts'
import type { ListenServerOptions } from './listenServerOptions.ts'

/** The listener server: what one owns, for a browser or a player. Nothing listens until somebody asks. */
export class ListenServer {
  readonly #options: ListenServerOptions
  readonly #endpoints = new OpenEndpoints<ListenEndpoint>()

  constructor(options: ListenServerOptions) {
    this.#options = options
  }

  /**
   * Listens until it is closed, or until this stops.
   *
   * @param port of 127.0.0.1; 0 takes a free one
   * @throws BuskerError `LISTEN_PORT_IN_USE`
   */
  async listen(port: number): Promise<ListenEndpoint> {
    return this.#endpoints.add(await ListenEndpoint.open({ ...this.#options, port }))
  }

  /** Closes everything that listens. */
  async stop(): Promise<void> {
    await this.#endpoints.closeAll()
  }
}
