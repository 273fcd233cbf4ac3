import { EndpointServer } from '../../http/endpointServer.ts'
import { RaidenApiEndpoint } from './raidenApiEndpoint.ts'
import type { RaidenApiParts } from './raidenApiParts.ts'

/** Raiden's REST API for other clients. */
export class RaidenApiServer extends EndpointServer<RaidenApiEndpoint> {
  constructor(parts: RaidenApiParts) {
    super((port) => RaidenApiEndpoint.open(parts, port))
  }
}
