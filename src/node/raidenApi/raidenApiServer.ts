import { EndpointServer } from '../../http/endpointServer.ts'
import { RaidenApiEndpoint } from './raidenApiEndpoint.ts'
import type { RaidenApiParts } from './raidenApiParts.ts'
import { readWebUi } from './webUiFiles.ts'

/** Raiden's REST API for other clients. */
export class RaidenApiServer extends EndpointServer<RaidenApiEndpoint> {
  readonly #parts: RaidenApiParts

  constructor(parts: RaidenApiParts) {
    super((port) => RaidenApiEndpoint.open(parts, { port, webUi: null }))
    this.#parts = parts
  }

  /**
   * Listens as {@link listen} does, and serves Raiden's web UI beside the API.
   *
   * @param folder with the UI's files
   * @throws BuskerError `LISTEN_PORT_IN_USE`, `RAIDEN_UI_UNREADABLE`
   */
  async listenWithWebUi(port: number, folder: string): Promise<RaidenApiEndpoint> {
    const webUi = await readWebUi(folder)
    return this.keep(await RaidenApiEndpoint.open(this.#parts, { port, webUi }))
  }
}
