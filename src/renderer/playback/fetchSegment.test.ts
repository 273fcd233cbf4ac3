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

test('where none comes at all, it is said by its code, and not in Chromium’s words', async () => {
  const lost = new TypeError('Failed to fetch')
  vi.stubGlobal('fetch', vi.fn<() => Promise<Response>>().mockRejectedValue(lost))
  await expect(fetchSegment(address, signal)).rejects.toMatchObject({
    code: 'PLAYBACK_UNREACHABLE',
    cause: lost,
  })
})

test('what was given up is no error of the node', async () => {
  const given = new AbortController()
  vi.stubGlobal('fetch', async () => {
    given.abort()
    throw given.signal.reason
  })
  await expect(fetchSegment(address, given.signal)).rejects.toMatchObject({ name: 'AbortError' })
})
