import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { ElectronApplication } from 'playwright-core'
import { z } from 'zod'

const submission = z.object({
  payload: z.array(z.object({ track_metadata: z.record(z.string(), z.unknown()) })),
})

interface Account {
  readonly user: string
  readonly token: string
}

/** A server in ListenBrainz' place, which knows one account. */
export class ListenBrainzServer {
  /** The paths of all questions. */
  readonly asked: string[] = []
  /** What was told of the account, in order. */
  readonly listens: z.output<typeof submission>['payload'] = []
  readonly #server: Server

  private constructor({ user, token }: Account) {
    this.#server = createServer((request, response) => {
      this.#answer(request, { user, token }).then(
        (answer) =>
          response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body),
        () => response.writeHead(400).end(),
      )
    })
  }

  static async start(account: Account): Promise<ListenBrainzServer> {
    const started = new ListenBrainzServer(account)
    await new Promise<void>((resolve) => started.#server.listen(0, '127.0.0.1', resolve))
    return started
  }

  /** From now on the application's questions to ListenBrainz come here. */
  async standInFor(app: ElectronApplication): Promise<void> {
    const { port } = this.#server.address() as AddressInfo
    await app.evaluate((_electron, here) => {
      const { fetch } = globalThis
      globalThis.fetch = (asked, options) =>
        fetch(
          typeof asked === 'string' ? asked.replace('https://api.listenbrainz.org', here) : asked,
          options,
        )
    }, `http://127.0.0.1:${port}`)
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #answer(
    request: IncomingMessage,
    { user, token }: Account,
  ): Promise<{ status: number; body: string }> {
    this.asked.push(request.url ?? '')
    const isTheirs = request.headers.authorization === `Token ${token}`
    if (request.url === '/1/validate-token')
      return {
        status: 200,
        body: JSON.stringify(isTheirs ? { valid: true, user_name: user } : { valid: false }),
      }
    if (!isTheirs) return { status: 401, body: '{}' }
    this.listens.push(...submission.parse(JSON.parse(await text(request))).payload)
    return { status: 200, body: '{"status":"ok"}' }
  }
}
