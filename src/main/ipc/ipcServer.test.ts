import { EventEmitter } from 'node:events'
import type { IpcMain } from 'electron'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import { APP_ORIGIN, ipcMethods, type Outcome, VAULT_ORIGIN } from '../../shared/ipc.ts'
import { askChannel, CANCEL_CHANNEL } from '../../shared/ipcChannels.ts'
import { IpcServer } from './ipcServer.ts'

const contract = { 'diagnostics.parts': ipcMethods['diagnostics.parts'] }
type Contract = typeof contract
type Parts = ApiHandlers<Contract>['diagnostics.parts']

/** Electron's side of the boundary: one window, whose page asks. */
class Window extends EventEmitter {
  readonly id = 1
  readonly sent: unknown[] = []
  isDestroyed = () => false
  send = (_channel: string, value: unknown) => this.sent.push(value)
}

const versions = { electron: '1', node: '1', sqlite: '1', nucypherCore: '1', ipfs: '1', ffmpeg: '1' }
const ownFrame = { origin: APP_ORIGIN, parent: null }
let window: Window
let handlers: Map<string, (event: unknown, ...args: unknown[]) => Promise<Outcome>>
let emitter: EventEmitter
let failures: unknown[]
let server: IpcServer<Contract>

function serve(parts: Parts): Promise<void> {
  const ipc = Object.assign(emitter, {
    handle: (channel: string, handler: never) => void handlers.set(channel, handler),
    removeHandler: (channel: string) => void handlers.delete(channel),
  })
  server = new IpcServer({
    ipc: ipc as unknown as IpcMain,
    origin: APP_ORIGIN,
    contract,
    handlers: { 'diagnostics.parts': parts },
    onFailure: (error) => failures.push(error),
  })
  return server.start()
}

function ask(input: unknown, senderFrame: unknown = ownFrame): Promise<Outcome> | undefined {
  return handlers.get(askChannel('diagnostics.parts'))?.({ senderFrame, sender: window }, 'call', input)
}

beforeEach(() => {
  window = new Window()
  handlers = new Map()
  emitter = new EventEmitter()
  failures = []
})
afterEach(() => server.stop())

it('answers the top frame of our own page', async () => {
  await serve(async () => versions)
  expect(await ask({})).toEqual({ value: versions })
})

it.each([
  ['a frame that is gone', null],
  ['another origin', { origin: 'https://example.org', parent: null }],
  ['another page of ours', { origin: VAULT_ORIGIN, parent: null }],
  ['a frame inside our page', { origin: APP_ORIGIN, parent: ownFrame }],
])('refuses %s, and runs nothing', async (_who, frame) => {
  let hasRun = false
  await serve(async () => {
    hasRun = true
    return versions
  })
  expect(await ask({}, frame)).toMatchObject({ error: { code: 'IPC_SENDER_REFUSED' } })
  expect(hasRun).toBe(false)
})

it.each([undefined, null, 1, [], { more: 1 }])('refuses the input %j', async (input) => {
  await serve(async () => versions)
  expect(await ask(input)).toMatchObject({ error: { code: 'IPC_INPUT' } })
})

it('passes on the code of an expected failure, and logs only the unexpected', async () => {
  await serve(async () => {
    throw new BuskerError('MEDIA_FFMPEG_MISSING', 'No ffmpeg.')
  })
  expect(await ask({})).toEqual({ error: { code: 'MEDIA_FFMPEG_MISSING', message: 'No ffmpeg.' } })
  expect(failures).toEqual([])
  await serve(async () => {
    throw new TypeError('oops')
  })
  expect(await ask({})).toEqual({ error: { code: 'INTERNAL_ERROR', message: 'oops' } })
  expect(failures).toHaveLength(1)
})

it('tells progress to the window that asked', async () => {
  await serve(async (_input, { report }) => {
    report('sqlite')
    return versions
  })
  await ask({})
  expect(window.sent).toEqual([{ call: 'call', progress: 'sqlite' }])
})

it.each([
  ['cancelled', () => emitter.emit(CANCEL_CHANNEL, { senderFrame: ownFrame, sender: window }, 'call')],
  ['gone with its window', () => window.emit('destroyed')],
  ['still open when Busker stops', () => server.stop()],
])('aborts a call that is %s', async (_how, end) => {
  await serve(async (_input, { signal }) => {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    throw new BuskerError('CALL_CANCELLED', 'Cancelled.')
  })
  const outcome = ask({})
  await end()
  expect(await outcome).toMatchObject({ error: { code: 'CALL_CANCELLED' } })
})

it('is not cancelled by a page of somebody else', async () => {
  const signals: AbortSignal[] = []
  await serve(async (_input, { signal }) => {
    signals.push(signal)
    return versions
  })
  const outcome = ask({})
  emitter.emit(CANCEL_CHANNEL, { senderFrame: null, sender: window }, 'call')
  await outcome
  expect(signals.map(({ aborted }) => aborted)).toEqual([false])
})
