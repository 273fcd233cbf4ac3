import { once } from 'node:events'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { BuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'

export interface HttpServerOptions {
  /** What people call this server, for sentences. */
  readonly name: string
  /** Loopback unless the operator says otherwise. */
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly app: Hono
}

/** How long a client may take to say what it wants, ms. */
const patience = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5000 }

/** An HTTP server that ends when told to, whatever its clients are waiting for. */
export class HttpServer implements Startable {
  readonly #options: HttpServerOptions
  #server: Server | null = null

  constructor(options: HttpServerOptions) {
    this.#options = options
  }

  /** Without a slash at the end; the port is known once started. */
  get url(): string {
    const address = this.#server?.address()
    const port = typeof address === 'object' && address ? address.port : this.#options.port
    return `http://${this.#options.host}:${port}`
  }

  /** @throws BuskerError HUB_PORT_IN_USE */
  async start(): Promise<void> {
    if (this.#server) return
    const { name, host, port, app } = this.#options
    const server = serve({ fetch: app.fetch, hostname: host, port, serverOptions: patience }) as Server
    try {
      await once(server, 'listening')
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause
      throw new BuskerError(
        'HUB_PORT_IN_USE',
        `${name} cannot listen on ${host}:${port}: another program does. End that program, or choose another port.`,
        { cause },
      )
    }
    this.#server = server
  }

  async stop(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (!server) return
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
}
