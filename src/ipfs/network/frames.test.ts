import type { Stream } from '@libp2p/interface'
import { afterEach, expect, test, vi } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { type FrameOptions, framesOf } from './frames.ts'

afterEach(() => void vi.useRealTimers())

/** A stream on which another one sends what the test says, and then nothing. */
class Incoming extends EventTarget {
  readonly remoteWriteStatus = 'writable'
  readonly readBufferLength = 0
  readonly status = 'open'
  readStatus = 'readable'

  pause(): void {
    this.readStatus = 'paused'
  }

  resume(): void {
    this.readStatus = 'readable'
  }

  bring(...bytes: number[]): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data: Uint8Array.from(bytes) }))
  }
}

function open(options: Partial<FrameOptions> = {}) {
  const stream = new Incoming()
  return { stream, frames: framesOf(stream as unknown as Stream, { maxBytes: 1000, ...options }) }
}
const refused = expect.objectContaining({ code: 'PROTOCOL_TOO_LARGE' }) as Error

test('a message that stops in its middle is given up', async () => {
  vi.useFakeTimers()
  const { stream, frames } = open({ idleMs: 10_000 })
  const reading = frames.read().catch((error: unknown) => error)
  stream.bring(3, 1)
  await vi.advanceTimersByTimeAsync(9_000)
  stream.bring(2)
  await vi.advanceTimersByTimeAsync(9_000)
  expect(await Promise.race([reading, Promise.resolve('read on')])).toBe('read on')
  await vi.advanceTimersByTimeAsync(1_500)
  expect(await Promise.race([reading, Promise.resolve('read on')])).toMatchObject({ name: 'TimeoutError' })
})

test('what nobody reads yet makes the other end wait', async () => {
  const { stream, frames } = open({ aheadBytes: 10 })
  stream.bring(20, ...new Uint8Array(9))
  expect(stream.readStatus).toBe('readable')
  stream.bring(0)
  expect(stream.readStatus).toBe('paused')
  const reading = frames.read()
  await vi.waitFor(() => expect(stream.readStatus).toBe('readable'))
  stream.bring(...new Uint8Array(10))
  expect((await reading).byteLength).toBe(20)
})

test('a frame is refused by its length, and by its first bytes, before the rest of it comes', async () => {
  const long = open()
  long.stream.bring(0xe9, 0x07)
  await expect(long.frames.read()).rejects.toThrow(refused)
  const endless = open()
  endless.stream.bring(...Array.from({ length: 10 }, () => 0x80))
  await expect(endless.frames.read()).rejects.toThrow(refused)
  const named = open()
  named.stream.bring(0xe8, 0x07, ...new Uint8Array(64))
  await expect(named.frames.read({ limitOf: () => 999 })).rejects.toThrow(refused)
})

test('whoever counts the bytes refuses them before they are kept', async () => {
  const busy = new BuskerError('PROTOCOL_BUSY', 'No room.')
  const { stream, frames } = open({
    onBytes: () => {
      throw busy
    },
  })
  const reading = frames.read()
  stream.bring(3, 1, 2, 3)
  await expect(reading).rejects.toBe(busy)
})
