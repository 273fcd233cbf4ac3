import { once } from 'node:events'
import type { Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Socket } from 'node:net'
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
  /** Connections at once from one address; left out: as many as come. */
  readonly maxConnectionsOfOne?: number
  /** PEM; left out: without TLS. */
  readonly tls?: { readonly key: string; readonly certificate: string }
  /** The code under which a port that another program has is told. */
  readonly portInUse: ErrorCode
}

/** How long a client may take to say what it wants, ms. */
const patience = { headersTimeout: 10_000, requestTimeout: 20_000, connectionsCheckingInterval: 5000 }
const handshakePatience = { ...patience, handshakeTimeout: 10_000 }

/** An HTTP server that ends when told to, whatever its clients are waiting for. */
export class HttpServer implements Startable {
  readonly #options: HttpServerOptions & { readonly host: string }
  readonly #closed = Promise.withResolvers<void>()
  readonly #sockets = new Set<Socket>()
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
    return `${this.#options.tls === undefined ? 'http' : 'https'}://${this.authority}`
  }

  /** @throws BuskerError the code for a port that another program has */
  async start(): Promise<void> {
    if (this.#server) return
    const { name, host, port, app, maxConnections, maxConnectionsOfOne, tls, portInUse } = this.#options
    const address = { fetch: app.fetch, hostname: host, port }
    const server = (
      tls === undefined
        ? serve({ ...address, serverOptions: patience })
        : serve({
            ...address,
            createServer: createSecureServer,
            serverOptions: { ...handshakePatience, key: tls.key, cert: tls.certificate },
          })
    ) as Server
    if (maxConnections !== undefined) server.maxConnections = maxConnections
    server.on('connection', (socket: Socket) => this.#keep(socket, maxConnectionsOfOne))
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
    // Those that have not said anything yet are known to nobody else.
    for (const socket of this.#sockets) socket.destroy()
    await closed
    this.#closed.resolve()
  }

  /** Keeps a connection, or ends it before anything is read where its address has as many already. */
  #keep(socket: Socket, mostOfOne: number | undefined): void {
    const { remoteAddress } = socket
    const others = () => [...this.#sockets].filter((other) => other.remoteAddress === remoteAddress)
    if (mostOfOne !== undefined && others().length >= mostOfOne) {
      socket.destroy()
      return
    }
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }
}
