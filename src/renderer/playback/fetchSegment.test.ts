import { afterEach, expect, test, vi } from 'vitest'
import { fetchSegment } from './fetchSegment.ts'

const { signal } = new AbortController()
const address = 'track://busker/0123456789abcdef0123456789abcdef/aac/1'
const answer = (body: BodyInit, status: number) =>
  vi.stubGlobal('fetch', async () => new Response(body, { status }))

afterEach(() => void vi.unstubAllGlobals())

test('a segment is the bytes at its address', async () => {
  answer('moof', 200)
  expect(new TextDecoder().decode(await fetchSegment(address, signal))).toBe('moof')
})

test('a refusal is the node’s own', async () => {
  answer(JSON.stringify({ code: 'PLAYBACK_NOT_OPEN', message: 'Press play again.' }), 404)
  await expect(fetchSegment(address, signal)).rejects.toMatchObject({ code: 'PLAYBACK_NOT_OPEN' })
})

test.each([
  ['nothing', ''],
  ['a page', '<html>'],
  ['a code that does not exist', '{"code":7}'],
])(
  'where there is no node to answer, which shows as %s, the person is told to unlock it',
  async (_, body) => {
    answer(body, 503)
    await expect(fetchSegment(address, signal)).rejects.toMatchObject({
      code: 'PLAYBACK_UNREACHABLE',
      message: expect.stringContaining('Unlock it and press play again.') as string,
    })
  },
)

const lost = new TypeError('Failed to fetch')

test('a question that Chromium loses is asked once more', async () => {
  const fetch = vi
    .fn<() => Promise<Response>>()
    .mockRejectedValueOnce(lost)
    .mockResolvedValue(new Response('moof'))
  vi.stubGlobal('fetch', fetch)
  expect(new TextDecoder().decode(await fetchSegment(address, signal))).toBe('moof')
})

test('one that it loses again is told by its code, and not in Chromium’s words', async () => {
  const fetch = vi.fn<() => Promise<Response>>().mockRejectedValue(lost)
  vi.stubGlobal('fetch', fetch)
  await expect(fetchSegment(address, signal)).rejects.toMatchObject({
    code: 'PLAYBACK_UNREACHABLE',
    cause: lost,
  })
  expect(fetch).toHaveBeenCalledTimes(2)
})

test('what was given up is not asked again', async () => {
  const given = new AbortController()
  const fetch = vi.fn<() => Promise<Response>>(async () => {
    given.abort()
    throw given.signal.reason
  })
  vi.stubGlobal('fetch', fetch)
  await expect(fetchSegment(address, given.signal)).rejects.toMatchObject({ name: 'AbortError' })
  expect(fetch).toHaveBeenCalledTimes(1)
})
