import type { Startable } from '../../shared/startable.ts'
import { HttpServer } from '../../http/httpServer.ts'
import { WaitQueue } from '../waitQueue.ts'
import { createHomeserverApp } from './homeserverApp.ts'
import { TransportStore } from './transportStore.ts'

export interface HomeserverOptions {
  /** The address to listen on; 127.0.0.1 when not given. */
  readonly host?: string
  /** The same one each time: users are known by `host:port`. */
  readonly port: number
  /** The SQLite file. */
  readonly dataFile: string
}

/** The transport of Raiden's messages: a homeserver that speaks only what Raiden asks of one. */
export interface Homeserver extends Startable {
  /** What `matrixServer` is to be set to. */
  readonly url: string
  /** The part of a user id after the colon. */
  readonly serverName: string
}

/**
 * `start` throws BuskerError HUB_PORT_IN_USE, HUB_SERVER_NAME_CHANGED, or what opening the database throws.
 */
export function createHomeserver({ host = '127.0.0.1', port, dataFile }: HomeserverOptions): Homeserver {
  const serverName = `${host}:${port}`
  let running: { server: HttpServer; store: TransportStore; stop: AbortController } | null = null

  return {
    url: `http://${serverName}`,
    serverName,
    async start() {
      if (running) return
      const store = new TransportStore(dataFile, serverName)
      const stop = new AbortController()
      const app = createHomeserverApp({
        serverName,
        store,
        waitQueue: new WaitQueue(),
        stopping: stop.signal,
      })
      const server = new HttpServer({ name: 'The homeserver', host, port, app, portInUse: 'HUB_PORT_IN_USE' })
      try {
        await server.start()
      } catch (error) {
        store.close()
        throw error
      }
      running = { server, store, stop }
    },
    async stop() {
      const parts = running
      running = null
      if (!parts) return
      parts.stop.abort()
      await parts.server.stop()
      parts.store.close()
    },
  }
}
