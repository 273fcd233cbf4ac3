import { chmod, lstat, mkdir, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { dirname } from 'node:path'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { z } from 'zod'
import type { Api, ApiHandlers, Method } from '../../shared/api/define.ts'
import { BuskerError, type ErrorData, toErrorData } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { isOwnFolder } from './ownPaths.ts'

/** One line of an answer: any number of `progress`, then one `result` or `error`. */
export type ControlLine =
  | { readonly progress: unknown }
  | { readonly result: unknown }
  | { readonly error: ErrorData }

/**
 * Serves an API on a Unix socket that only its owner can open: POST /<method> with the input as JSON, answered by
 * lines of JSON as they come.
 */
export class ControlServer<A extends Api> implements Startable {
  readonly #api: A
  readonly #handlers: ApiHandlers<A>
  readonly #socket: string
  readonly #onFailure: (error: unknown) => void
  #server: Server | null = null

  constructor(api: A, handlers: ApiHandlers<A>, socket: string, onFailure: (error: unknown) => void) {
    this.#api = api
    this.#handlers = handlers
    this.#socket = socket
    this.#onFailure = onFailure
  }

  async start(): Promise<void> {
    if (this.#server !== null) return
    await assertOwnFolder(dirname(this.#socket))
    await rm(this.#socket, { force: true })
    const server = createAdaptorServer({ fetch: this.#routes().fetch }) as Server
    this.#server = server
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#socket, resolve)
    })
    await chmod(this.#socket, 0o600)
  }

  async stop(): Promise<void> {
    const server = this.#server
    if (server === null) return
    this.#server = null
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }

  #routes(): Hono {
    const app = new Hono()
    app.post('/:method', async (context) => {
      const name = context.req.param('method')
      const body: unknown = await context.req.json()
      context.header('content-type', 'application/x-ndjson')
      return stream(context, async (out) => {
        const controller = new AbortController()
        out.onAbort(() => controller.abort())
        const write = (line: ControlLine) => out.write(`${JSON.stringify(line)}\n`)
        await write(await this.#answer(name, body, controller.signal, (progress) => void write({ progress })))
      })
    })
    return app
  }

  async #answer(
    name: string,
    body: unknown,
    signal: AbortSignal,
    report: (progress: unknown) => void,
  ): Promise<ControlLine> {
    try {
      const method = Object.hasOwn(this.#api, name) ? this.#api[name] : undefined
      const handler = this.#handlers[name]
      if (method === undefined || handler === undefined) {
        throw new BuskerError('CONTROL_UNKNOWN', `A node cannot be asked for "${name}".`)
      }
      const output = await handler(parseInput(method, body) as never, {
        signal,
        report: (progress) => report(z.encode(method.progress ?? z.never(), progress)),
      })
      return { result: z.encode(method.output, output) }
    } catch (error) {
      if (!(error instanceof BuskerError)) this.#onFailure(error)
      return { error: toErrorData(error) }
    }
  }
}

/**
 * The folder may stand in /tmp, where others can write: what they put there in our place is not used.
 *
 * @throws BuskerError `CONTROL_FOLDER_FOREIGN`
 */
async function assertOwnFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (isOwnFolder(await lstat(folder))) return
  throw new BuskerError(
    'CONTROL_FOLDER_FOREIGN',
    `The control socket cannot stand in ${folder}: others can write there. Run: chmod 700 ${folder}`,
  )
}

function parseInput(method: Method, body: unknown): unknown {
  const input = z.safeDecode(method.input, body)
  if (!input.success) throw new BuskerError('CONTROL_INPUT', z.prettifyError(input.error))
  return input.data
}
