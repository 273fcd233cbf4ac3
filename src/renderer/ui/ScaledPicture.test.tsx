import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Artwork } from './Artwork.tsx'
import type { CidText } from '../../shared/ids.ts'

const cid = 'bafkreiaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' as CidText
const close = vi.fn<() => void>()
const fetched = vi.fn<(source: string, options: { signal: AbortSignal }) => Promise<Response>>()
const decoded = vi.fn<(blob: Blob, options: ImageBitmapOptions) => Promise<object>>()

beforeEach(() => {
  vi.useFakeTimers()
  fetched.mockImplementation(async () => new Response('picture'))
  decoded.mockImplementation(async () => ({ width: 108, height: 72, close }))
  vi.stubGlobal('fetch', fetched)
  vi.stubGlobal('createImageBitmap', decoded)
  vi.stubGlobal('devicePixelRatio', 2)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.clearAllMocks()
})

const show = () => render(<Artwork title="Salt" cid={cid} pixels={36} className="size-9" />).container

test('is decoded at the size it is shown in, and what it was drawn from is let go', async () => {
  const canvas = show().querySelector('canvas')
  await vi.runAllTimersAsync()
  expect(decoded.mock.lastCall?.[1]).toMatchObject({ resizeHeight: 72 })
  expect([canvas?.width, canvas?.height]).toEqual([72, 72])
  expect(close).toHaveBeenCalledOnce()
})

test('of a row that passes by no picture is asked for, and one under way is given up', async () => {
  show()
  cleanup()
  await vi.runAllTimersAsync()
  expect(fetched).not.toHaveBeenCalled()

  fetched.mockImplementation(async () => new Promise(() => {}))
  show()
  await vi.runAllTimersAsync()
  cleanup()
  expect(fetched.mock.lastCall?.[1].signal.aborted).toBe(true)
})

test('where there is none, a cover is generated', async () => {
  fetched.mockImplementation(async () => new Response(null, { status: 404 }))
  const container = show()
  await vi.runAllTimersAsync()
  await vi.waitFor(() => expect(container.querySelector('svg')).not.toBeNull())
  expect(screen.queryByRole('img')).toBeNull()
})
