import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'

/** What a call answered. */
export interface MatrixResponse {
  readonly status: number
  readonly body: Record<string, unknown>
}

/** One call of the client-server API; a `body` that is text is sent as it is. */
export async function callMatrix(method: string, url: string, body?: unknown): Promise<MatrixResponse> {
  const send = async () =>
    fetch(url, {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
  // Once more: the first may have gone out on a connection from before a restart.
  const response = await send().catch(send)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

/** A user as raiden-ts plays one: an account whose signature of the server's name is its password. */
export class MatrixUser {
  readonly #account = privateKeyToAccount(generatePrivateKey())
  readonly #url: string
  #token = ''

  constructor(url: string) {
    this.#url = url
  }

  get name(): string {
    return this.#account.address.toLowerCase()
  }

  get id(): string {
    return `@${this.name}:${this.serverName}`
  }

  get serverName(): string {
    return new URL(this.#url).host
  }

  async sign(message: string): Promise<string> {
    return this.#account.signMessage({ message })
  }

  async login(password?: string, device = 'RAIDEN'): Promise<MatrixResponse> {
    const answer = await callMatrix('POST', `${this.#url}/_matrix/client/r0/login`, {
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: this.name },
      password: password ?? (await this.sign(this.serverName)),
      device_id: device,
    })
    if (answer.status === 200) this.#token = String(answer.body['access_token'])
    return answer
  }

  /** @param path after `/_matrix/client/r0/`, with its query if any */
  async call(method: string, path: string, body?: unknown): Promise<MatrixResponse> {
    const query = `${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(this.#token)}`
    return callMatrix(method, `${this.#url}/_matrix/client/r0/${path}${query}`, body)
  }

  async send(to: MatrixUser, body: string, transaction: string): Promise<MatrixResponse> {
    const messages = { [to.id]: { '*': { msgtype: 'm.text', body } } }
    return this.call('PUT', `sendToDevice/m.room.message/${transaction}`, { messages })
  }

  /** @returns the position, and the bodies of the messages */
  async sync(since?: string, timeout = 0): Promise<{ next: string; bodies: string[]; senders: string[] }> {
    const { body } = await this.call(
      'GET',
      `sync?timeout=${timeout}${since === undefined ? '' : `&since=${since}`}`,
    )
    const { events } = (body['to_device'] ?? { events: [] }) as {
      events: { sender: string; content: { body: string } }[]
    }
    return {
      next: String(body['next_batch']),
      bodies: events.map((event) => event.content.body),
      senders: events.map(({ sender }) => sender),
    }
  }
}
