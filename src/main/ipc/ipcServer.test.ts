import { EventEmitter } from 'node:events'
import type { IpcMain } from 'electron'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import { ipcMethods, type Outcome } from '../../shared/ipc.ts'
import { appOrigin, vaultOrigin } from '../../shared/origins.ts'
import { askChannel, cancelChannel } from '../../shared/ipcChannels.ts'
import { IpcServer } from './ipcServer.ts'

const contract = { 'diagnostics.parts': ipcMethods['diagnostics.parts'] }
type Contract = typeof contract
type Parts = ApiHandlers<Contract>['diagnostics.parts']

/** Electron's side of the boundary: one window, whose page asks. */
class FakeWebContents extends EventEmitter {
  readonly id = 1
  readonly sent: unknown[] = []
  isDestroyed = () => false
  send = (_channel: string, value: unknown) => this.sent.push(value)
}

const versions = { electron: '1', node: '1', sqlite: '1', nucypherCore: '1', ipfs: '1', ffmpeg: '1' }
const ownFrame = { origin: appOrigin, parent: null }
let window: FakeWebContents
let handlers: Map<string, (event: unknown, ...args: unknown[]) => Promise<Outcome>>
let emitter: EventEmitter
let failures: unknown[]
let server: IpcServer<Contract>

function serve(parts: Parts): Promise<void> {
  const ipc = Object.assign(emitter, {
    handle: (channel: string, handler: never) => void handlers.set(channel, handler),
    removeHandler: (channel: string) => void handlers.delete(channel),
  })
  server = new IpcServer<Contract>({
    ipc: ipc as unknown as IpcMain,
    origin: appOrigin,
    methods: ['diagnostics.parts'],
    schemasOf: async (method) => contract[method],
    handlers: { 'diagnostics.parts': parts },
    onFailure: (error) => failures.push(error),
  })
  return server.start()
}

function call(input: unknown, senderFrame: unknown = ownFrame): Promise<Outcome> | undefined {
  return handlers.get(askChannel('diagnostics.parts'))?.({ senderFrame, sender: window }, 'call', input)
}

beforeEach(() => {
  window = new FakeWebContents()
  handlers = new Map()
  emitter = new EventEmitter()
  failures = []
})
afterEach(() => server.stop())

test('answers the top frame of our own page', async () => {
  await serve(async () => versions)
  expect(await call({})).toEqual({ value: versions })
})

test.each([
  ['a frame that is gone', null],
  ['another origin', { origin: 'https://example.org', parent: null }],
  ['another page of ours', { origin: vaultOrigin, parent: null }],
  ['a frame inside our page', { origin: appOrigin, parent: ownFrame }],
])('refuses %s, and runs nothing', async (_who, frame) => {
  let hasRun = false
  await serve(async () => {
    hasRun = true
    return versions
  })
  expect(await call({}, frame)).toMatchObject({ error: { code: 'IPC_SENDER_REFUSED' } })
  expect(hasRun).toBe(false)
})

test.each([undefined, null, 1, [], { more: 1 }])('refuses the input %j', async (input) => {
  await serve(async () => versions)
  expect(await call(input)).toMatchObject({ error: { code: 'IPC_INPUT' } })
})

test('passes on the code of an expected failure, and logs only the unexpected', async () => {
  await serve(async () => {
    throw new BuskerError('MEDIA_FFMPEG_MISSING', 'No ffmpeg.')
  })
  expect(await call({})).toEqual({ error: { code: 'MEDIA_FFMPEG_MISSING', message: 'No ffmpeg.' } })
  expect(failures).toEqual([])
  await serve(async () => {
    throw new TypeError('oops')
  })
  expect(await call({})).toEqual({ error: { code: 'INTERNAL_ERROR', message: 'oops' } })
  expect(failures).toHaveLength(1)
})

test('tells progress to the window that asked', async () => {
  await serve(async (_input, { report }) => {
    report('sqlite')
    return versions
  })
  await call({})
  expect(window.sent).toEqual([{ call: 'call', progress: 'sqlite' }])
})

test.each([
  ['cancelled', () => emitter.emit(cancelChannel, { senderFrame: ownFrame, sender: window }, 'call')],
  ['gone with its window', () => window.emit('destroyed')],
  ['still open when Busker stops', () => server.stop()],
])('aborts a call that is %s', async (_how, end) => {
  const began = Promise.withResolvers<void>()
  await serve(async (_input, { signal }) => {
    began.resolve()
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    throw new BuskerError('CONTROL_CANCELLED', 'Cancelled.')
  })
  const outcome = call({})
  await began.promise
  await end()
  expect(await outcome).toMatchObject({ error: { code: 'CONTROL_CANCELLED' } })
})

test('does not begin a call that was cancelled while its schemas were read', async () => {
  let hasRun = false
  await serve(async () => {
    hasRun = true
    return versions
  })
  const outcome = call({})
  emitter.emit(cancelChannel, { senderFrame: ownFrame, sender: window }, 'call')
  expect(await outcome).toMatchObject({ error: { code: 'CONTROL_CANCELLED' } })
  expect(hasRun).toBe(false)
})

test('is not cancelled by a page of somebody else', async () => {
  const signals: AbortSignal[] = []
  await serve(async (_input, { signal }) => {
    signals.push(signal)
    return versions
  })
  const outcome = call({})
  emitter.emit(cancelChannel, { senderFrame: null, sender: window }, 'call')
  await outcome
  expect(signals.map(({ aborted }) => aborted)).toEqual([false])
})
