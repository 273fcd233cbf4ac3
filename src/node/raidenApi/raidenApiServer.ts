import { OpenEndpoints } from '../../http/openEndpoints.ts'
import { RaidenApiEndpoint } from './raidenApiEndpoint.ts'
import type { RaidenApiParts } from './raidenApiParts.ts'

/** Raiden's REST API for other clients. Nothing listens until somebody asks. */
export class RaidenApiServer {
  readonly #parts: RaidenApiParts
  readonly #endpoints = new OpenEndpoints<RaidenApiEndpoint>()

  constructor(parts: RaidenApiParts) {
    this.#parts = parts
  }

  /**
   * Listens until it is closed, or until this stops.
   *
   * @param port of 127.0.0.1; 0 takes a free one
   * @throws BuskerError `LISTEN_PORT_IN_USE`
   */
  async listen(port: number): Promise<RaidenApiEndpoint> {
    return this.#endpoints.add(await RaidenApiEndpoint.open(this.#parts, port))
  }

  /** Closes everything that listens. */
  async stop(): Promise<void> {
    await this.#endpoints.closeAll()
  }
}
