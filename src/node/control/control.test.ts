import { createServer } from 'node:http'
import { chmodSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { defineApi } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import { amount, toAmount } from '../../shared/money.ts'
import { connectControl } from './controlClient.ts'
import { ControlServer } from './controlServer.ts'

const api = defineApi({
  double: { input: z.strictObject({ amount }), output: amount, progress: z.int() },
  refuse: { input: z.strictObject({}), output: z.string() },
})
let folder: string
let socket: string
let server: ControlServer<typeof api>

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'busker-control-'))
  socket = join(folder, 'control.sock')
  const handlers = {
    double: async (input: { amount: bigint }, context: { report(progress: number): void }) => {
      context.report(1)
      context.report(2)
      return toAmount(input.amount * 2n)
    },
    refuse: async () => {
      throw new BuskerError('ORDER_UNKNOWN', 'No such order.')
    },
  }
  server = new ControlServer(api, handlers, socket, () => {})
  await server.start()
})

afterEach(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

test('an amount too large for a number arrives exactly, after its progress', async () => {
  const progress: number[] = []
  const large = toAmount(123_456_789_012_345_678_901n)
  const doubled = await connectControl(api, socket).ask(
    'double',
    { amount: large },
    { onProgress: (told) => progress.push(told) },
  )
  expect(doubled).toBe(246_913_578_024_691_357_802n)
  expect(progress).toEqual([1, 2])
})

test('a refusal arrives with its code', async () => {
  await expect(connectControl(api, socket).ask('refuse', {})).rejects.toMatchObject({
    code: 'ORDER_UNKNOWN',
    message: 'No such order.',
  })
})

test('only the owner may open the socket', () => {
  expect(statSync(socket).mode & 0o777).toBe(0o600)
})

test('a node that does not run is named as such', async () => {
  await server.stop()
  await expect(connectControl(api, socket).ask('refuse', {})).rejects.toMatchObject({
    code: 'CONTROL_NODE_NOT_RUNNING',
  })
})

test('what no node can be asked, in name or in form, is refused', async () => {
  const wider = defineApi({ ...api, triple: api.double })
  await expect(connectControl(wider, socket).ask('triple', { amount: toAmount(1n) })).rejects.toMatchObject({
    code: 'CONTROL_UNKNOWN',
  })
  const looser = defineApi({ refuse: { input: z.object({ extra: z.string() }), output: z.string() } })
  await expect(connectControl(looser, socket).ask('refuse', { extra: 'x' })).rejects.toMatchObject({
    code: 'CONTROL_INPUT',
  })
})

test('a socket is not put where others can write', async () => {
  chmodSync(folder, 0o777)
  const exposed = new ControlServer(api, {} as never, join(folder, 'other.sock'), () => undefined)
  await expect(exposed.start()).rejects.toMatchObject({ code: 'CONTROL_FOLDER_FOREIGN' })
})

test('a node that ends while it answers is told from one that does not run', async () => {
  const dying = createServer((request) => request.socket.destroy())
  const path = join(folder, 'dying.sock')
  await new Promise<void>((resolve) => dying.listen(path, resolve))
  await expect(connectControl(api, path).ask('refuse', {})).rejects.toMatchObject({
    code: 'CONTROL_NODE_GONE',
  })
  await new Promise((resolve) => dying.close(resolve))
})

test.each([
  ['a folder that others can write to', () => chmodSync(folder, 0o777)],
  ['a link in the folder’s place', () => moveBehindLink()],
  ['no socket', () => writeFileSync((socket = join(folder, 'file')), '')],
])('nothing is said to %s', async (_what, prepare) => {
  let asked = 0
  await server.stop()
  const stranger = createServer((request, response) => {
    asked += 1
    request.resume()
    response.end()
  })
  await new Promise<void>((resolve) => stranger.listen(socket, resolve))
  prepare()
  try {
    await expect(connectControl(api, socket).ask('refuse', {})).rejects.toMatchObject({
      code: 'CONTROL_SOCKET_FOREIGN',
    })
    expect(asked).toBe(0)
  } finally {
    await new Promise((resolve) => stranger.close(resolve))
  }
})

/** The socket is reached through a link that somebody has put in the folder's place. */
function moveBehindLink(): void {
  const link = join(folder, 'link')
  symlinkSync(folder, link)
  socket = join(link, 'control.sock')
}

test('whoever ends a question hears their own reason, not that the node has gone', async () => {
  const asked = Promise.withResolvers<void>()
  const silent = createServer((_request, response) => {
    response.writeHead(200).write('{"progress":1}\n')
    asked.resolve()
  })
  const path = join(folder, 'silent.sock')
  await new Promise<void>((resolve) => silent.listen(path, resolve))
  const controller = new AbortController()
  const told = Promise.withResolvers<void>()
  const answer = connectControl(api, path).ask(
    'double',
    { amount: toAmount(1n) },
    { signal: controller.signal, onProgress: () => told.resolve() },
  )
  await Promise.all([asked.promise, told.promise])
  controller.abort(new Error('It took too long.'))
  await expect(answer).rejects.toThrow('It took too long.')
  silent.closeAllConnections()
  await new Promise((resolve) => silent.close(resolve))
})
