import { lstat } from 'node:fs/promises'
import { request } from 'node:http'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Api, ApiClient } from '../../shared/api/define.ts'
import { BuskerError, remoteError } from '../../shared/errors.ts'
import { isOwnFolder, isOwnSocket } from './ownPaths.ts'

const line = z.union([
  z.strictObject({ progress: z.unknown() }),
  z.strictObject({ result: z.unknown() }),
  z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) }),
])

/**
 * Asks the node that listens on `socket`.
 *
 * @throws (by `ask`) BuskerError with the node's own code; `CONTROL_NODE_NOT_RUNNING`; `CONTROL_NODE_GONE`;
 *   `CONTROL_SOCKET_FOREIGN` before anything is said; the reason of the signal that ended the question
 */
export function connectControl<A extends Api>(api: A, socket: string): ApiClient<A> {
  return {
    async ask(name, input, options) {
      const method = api[name]
      if (method === undefined)
        throw new BuskerError('CONTROL_UNKNOWN', `A node cannot be asked for "${name}".`)
      const body = JSON.stringify(z.encode(method.input, input))
      await assertOwnSocket(socket)
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

/**
 * What is said to a node is for it alone: a socket that somebody else put there is not spoken to.
 *
 * @throws BuskerError `CONTROL_SOCKET_FOREIGN`, `CONTROL_NODE_NOT_RUNNING`
 */
async function assertOwnSocket(socket: string): Promise<void> {
  if (process.getuid === undefined) return
  const folder = dirname(socket)
  for (const [path, isOwn] of [
    [folder, isOwnFolder],
    [socket, isOwnSocket],
  ] as const) {
    const status = await lstat(path).catch((error: NodeJS.ErrnoException) => {
      throw notRunning(error, socket)
    })
    if (isOwn(status)) continue
    throw new BuskerError(
      'CONTROL_SOCKET_FOREIGN',
      `Nothing was asked: ${path} is not yours alone, so what answers there may not be your node. Name another data folder with --data, or run: chmod 700 ${folder}`,
    )
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
    clientRequest.once('error', (error: NodeJS.ErrnoException) =>
      reject(signal?.aborted === true ? signal.reason : notRunning(error, socketPath)),
    )
    clientRequest.end(body)
  })
  try {
    yield* createInterface({ input: response })
  } catch (error) {
    throw signal?.aborted === true ? signal.reason : nodeGone(error)
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
