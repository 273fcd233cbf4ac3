import { once } from 'node:events'
import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Hono } from 'hono'
import { BuskerError, type ErrorCode } from '../shared/errors.ts'
import type { Startable } from '../shared/startable.ts'

export interface HttpServerOptions {
  /** What people call this server, for sentences. */
  readonly name: string
  /** Loopback unless the operator says otherwise. */
  readonly host?: string
  /** 0 takes a free one. */
  readonly port: number
  readonly app: Hono
  /** Connections at once; left out: as many as come. */
  readonly maxConnections?: number
  /** The code under which a port that another program has is told. */
  readonly portInUse: ErrorCode
}

/** How long a client may take to say what it wants, ms. */
const patience = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5000 }

/** An HTTP server that ends when told to, whatever its clients are waiting for. */
export class HttpServer implements Startable {
  readonly #options: HttpServerOptions & { readonly host: string }
  readonly #closed = Promise.withResolvers<void>()
  #server: Server | null = null

  constructor(options: HttpServerOptions) {
    this.#options = { host: '127.0.0.1', ...options }
  }

  /** Resolves when a server that was started has ended. */
  get closed(): Promise<void> {
    return this.#closed.promise
  }

  /** Host and port, as a `Host` header says them; the port is known once started. */
  get authority(): string {
    const { host, port } = this.#options
    const address = this.#server?.address()
    return `${host}:${typeof address === 'object' && address ? address.port : port}`
  }

  /** Without a slash at the end; the port is known once started. */
  get url(): string {
    return `http://${this.authority}`
  }

  /** @throws BuskerError the code for a port that another program has */
  async start(): Promise<void> {
    if (this.#server) return
    const { name, host, port, app, maxConnections, portInUse } = this.#options
    const server = serve({ fetch: app.fetch, hostname: host, port, serverOptions: patience }) as Server
    if (maxConnections !== undefined) server.maxConnections = maxConnections
    try {
      await once(server, 'listening')
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause
      throw new BuskerError(
        portInUse,
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
    this.#closed.resolve()
  }
}
