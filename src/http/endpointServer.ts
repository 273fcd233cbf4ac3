/** One address that listens. */
export interface Endpoint {
  /** Where, with the token that opens it: for the person alone. */
  readonly url: string
  /** Resolves when it has ended. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** Opens addresses for as long as somebody wants them. Nothing listens until somebody asks. */
export class EndpointServer<E extends Endpoint> {
  readonly #open: (port: number) => Promise<E>
  readonly #endpoints = new Set<E>()

  constructor(open: (port: number) => Promise<E>) {
    this.#open = open
  }

  /**
   * Listens until it is closed, or until this stops.
   *
   * @param port of 127.0.0.1; 0 takes a free one
   * @throws BuskerError `LISTEN_PORT_IN_USE`
   */
  async listen(port: number): Promise<E> {
    return this.keep(await this.#open(port))
  }

  /** Has an address end when this stops. */
  keep(endpoint: E): E {
    this.#endpoints.add(endpoint)
    void endpoint.closed.then(() => this.#endpoints.delete(endpoint))
    return endpoint
  }

  /** Closes everything that listens. */
  async stop(): Promise<void> {
    await Promise.all([...this.#endpoints].map((endpoint) => endpoint.close()))
  }
}
