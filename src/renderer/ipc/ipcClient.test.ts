import { expect, test, vi } from 'vitest'
import { isBuskerError } from '../../shared/errors.ts'
import {
  type Bridge,
  type IpcEvent,
  ipcEvents,
  type IpcMethod,
  ipcMethods,
  type Outcome,
} from '../../shared/ipc.ts'
import { mapNames } from '../../shared/mapNames.ts'
import { createIpcClient } from './ipcClient.ts'

const parts = { electron: '1', node: '1', sqlite: '1', nucypherCore: '1', ipfs: '1', ffmpeg: '1' }

/** What the preload offers, with the main process's answers given by the test. */
function createFakeBridge(answer: (call: string, tell: (value: unknown) => void) => Promise<Outcome>) {
  const listeners = new Set<(value: unknown) => void>()
  const emit = (value: unknown) => listeners.forEach((listener) => listener(value))
  const on = (listener: (value: unknown) => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const cancel = vi.fn<(call: string) => void>()
  const bridge: Bridge = {
    ask: mapNames(Object.keys(ipcMethods) as IpcMethod[], () => (call) => answer(call, emit)),
    cancel,
    pathOf: () => '',
    on: mapNames(Object.keys(ipcEvents) as IpcEvent[], () => on),
  }
  return { client: createIpcClient(bridge), cancel, listeners }
}

test('gives the value', async () => {
  const { client } = createFakeBridge(async () => ({ value: parts }))
  expect(await client.ask('diagnostics.parts', {})).toEqual(parts)
})

test('throws what the main process says, with its code', async () => {
  const { client } = createFakeBridge(async () => ({
    error: { code: 'MEDIA_FFMPEG_MISSING', message: 'No ffmpeg.' },
  }))
  const error = await client.ask('diagnostics.parts', {}).catch((thrown: unknown) => thrown)
  expect(isBuskerError(error, 'MEDIA_FFMPEG_MISSING')).toBe(true)
})

test('hears the progress of its own call, and listens no longer than it lasts', async () => {
  const { client, listeners } = createFakeBridge(async (call, tell) => {
    tell({ call: 'another', progress: 'ipfs' })
    tell({ call, progress: 'sqlite' })
    return { value: parts }
  })
  const reported: string[] = []
  await client.ask('diagnostics.parts', {}, { onProgress: (part) => reported.push(part) })
  expect(reported).toEqual(['sqlite'])
  expect(listeners.size).toBe(0)
})

test('cancels the call when its signal aborts, and throws the reason', async () => {
  let answerNow = () => {}
  const { client, cancel } = createFakeBridge(
    () => new Promise((resolve) => (answerNow = () => resolve({ value: parts }))),
  )
  const controller = new AbortController()
  const asked = client.ask('diagnostics.parts', {}, { signal: controller.signal })
  controller.abort(new Error('not wanted any more'))
  expect(cancel).toHaveBeenCalledOnce()
  answerNow()
  await expect(asked).rejects.toThrow('not wanted any more')
})
