import { request } from 'node:http'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Api, ApiClient } from '../../shared/api/define.ts'
import { BuskerError, remoteError } from '../../shared/errors.ts'

const line = z.union([
  z.strictObject({ progress: z.unknown() }),
  z.strictObject({ result: z.unknown() }),
  z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) }),
])

/**
 * Asks the node that listens on `socket`.
 *
 * @throws (by `ask`) BuskerError with the node's own code; `CONTROL_NODE_NOT_RUNNING`; `CONTROL_NODE_GONE`
 */
export function connectControl<A extends Api>(api: A, socket: string): ApiClient<A> {
  return {
    async ask(name, input, options) {
      const method = api[name]
      if (method === undefined)
        throw new BuskerError('CONTROL_UNKNOWN', `A node cannot be asked for "${name}".`)
      const body = JSON.stringify(z.encode(method.input, input))
      for await (const text of lines(socket, name, body, options?.signal)) {
        const said = line.parse(JSON.parse(text))
        if ('result' in said) return z.decode(method.output, said.result) as never
        if ('error' in said) throw remoteError(said.error)
        options?.onProgress?.(z.decode(method.progress ?? z.never(), said.progress as never) as never)
      }
      throw new BuskerError(
        'CONTROL_NODE_GONE',
        'The node stopped before it had answered. Start it and look again.',
      )
    },
  }
}

async function* lines(
  socketPath: string,
  name: string,
  body: string,
  signal: AbortSignal | undefined,
): AsyncIterable<string> {
  const response = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    const clientRequest = request({
      socketPath,
      path: `/${name}`,
      method: 'POST',
      // A kept connection to a node that has gone would fail the next question.
      agent: false,
      headers: { 'content-type': 'application/json' },
      ...(signal && { signal }),
    })
    clientRequest.once('response', resolve)
    clientRequest.once('error', (error: NodeJS.ErrnoException) => reject(notRunning(error, socketPath)))
    clientRequest.end(body)
  })
  try {
    yield* createInterface({ input: response })
  } catch (error) {
    throw nodeGone(error)
  }
}

function nodeGone(cause: unknown): BuskerError {
  const message = 'The node stopped while it answered. Start it and look again.'
  return new BuskerError('CONTROL_NODE_GONE', message, { cause })
}

function notRunning(error: NodeJS.ErrnoException, socketPath: string): Error {
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return nodeGone(error)
  if (error.code !== 'ENOENT' && error.code !== 'ECONNREFUSED') return error
  return new BuskerError(
    'CONTROL_NODE_NOT_RUNNING',
    `No node runs for this data folder (${socketPath}). Start it: busker node`,
    { cause: error },
  )
}
