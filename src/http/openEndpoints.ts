export interface Endpoint {
  /** Resolves when it has ended. */
  readonly closed: Promise<void>
  close(): Promise<void>
}

/** Addresses that listen for as long as somebody wants them. */
export class OpenEndpoints<E extends Endpoint> {
  readonly #endpoints = new Set<E>()

  /** Keeps track of one that has opened. */
  add(endpoint: E): E {
    this.#endpoints.add(endpoint)
    void endpoint.closed.then(() => this.#endpoints.delete(endpoint))
    return endpoint
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.#endpoints].map((endpoint) => endpoint.close()))
  }
}
