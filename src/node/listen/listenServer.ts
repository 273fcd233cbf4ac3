import { EndpointServer } from '../../http/endpointServer.ts'
import { ListenEndpoint } from './listenEndpoint.ts'
import type { ListenServerOptions } from './listenServerOptions.ts'

/** The listener server: what one owns, for a browser or a player. */
export class ListenServer extends EndpointServer<ListenEndpoint> {
  constructor(options: ListenServerOptions) {
    super((port) => ListenEndpoint.open({ ...options, port }))
  }
}
