import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isBuskerError } from '../../shared/errors.ts'
import { readM3u8, writeM3u8 } from './m3u8.ts'

const bytesOf = (text: string) => Buffer.from(text, 'utf8')
const read = (text: string) => readM3u8(bytesOf(text))

test('what Busker writes it reads again', () => {
  const entries = [
    {
      location: 'Maren Holt/Tidal Rooms/03 Salt.flac',
      name: 'Maren Holt - Salt',
      release: 'Tidal Rooms',
      seconds: 126,
    },
    { location: 'busker://work/track/abc/1', name: 'Лесь Нічний - Дощова колія', seconds: 498 },
  ]
  const text = writeM3u8('Sunday, slowly', entries)
  expect(text.split('\n').slice(0, 6)).toEqual([
    '#EXTM3U',
    '#EXTENC:UTF-8',
    '#PLAYLIST:Sunday, slowly',
    '#EXTINF:126,Maren Holt - Salt',
    '#EXTALB:Tidal Rooms',
    'Maren Holt/Tidal Rooms/03 Salt.flac',
  ])
  expect(read(text)).toEqual({ name: 'Sunday, slowly', entries })
})

test('a name with line ends can’t add entries', () => {
  const text = writeM3u8('a\nhttp://evil', [{ location: 'x.flac', name: 'b\r\nc' }])
  expect(read(text).entries).toEqual([{ location: 'x.flac', name: 'b c' }])
})

test('bare lists, other line ends and attributes are read', () => {
  expect(read('\uFEFFa.mp3\r\nb.mp3\rc.mp3\n\n  d.mp3  ').entries.map(({ location }) => location)).toEqual([
    'a.mp3',
    'b.mp3',
    'c.mp3',
    'd.mp3',
  ])
  expect(read('#extinf:12.6 group="a, b" logo="x",One, Two - Three\nx').entries).toEqual([
    { location: 'x', name: 'One, Two - Three', seconds: 13 },
  ])
})

test('UTF-16 with its mark and Windows-1252 are read', () => {
  const text = '#EXTINF:1,Sólrún - Undir jökli\nx.mp3'
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const big = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, 'utf16le').swap16()])
  const latin = Buffer.from(text, 'latin1')
  for (const bytes of [utf16, big, latin]) {
    expect(readM3u8(bytes).entries[0]?.name).toBe('Sólrún - Undir jökli')
  }
})

test('what is no text is refused', () => {
  const refused = expect.objectContaining({ code: 'PLAYLIST_FILE_UNREADABLE' })
  expect(() => readM3u8(Buffer.from([0x49, 0x44, 0x33, 0x03, 0x00, 0x00, 0xff]))).toThrow(refused)
  expect(() => readM3u8(Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00]))).toThrow(refused)
})

test('more entries than a playlist takes are refused, and endless lines are no entries', () => {
  expect(read('x\n'.repeat(5000)).entries).toHaveLength(5000)
  expect(() => read('x\n'.repeat(5001))).toThrow(expect.objectContaining({ code: 'PLAYLIST_FILE_TOO_LONG' }))
  expect(read(`${'x'.repeat(100_000)}\ny`).entries).toEqual([{ location: 'y' }])
})

test('four megabytes of the worst lines are read within seconds', () => {
  const size = 4 * 1024 * 1024
  for (const line of ['#\n', '\r', '\n\r', '#EXTINF:,"\n', `#EXTINF:1,${'"'.repeat(4000)}\n`, '#:\n']) {
    const began = performance.now()
    read(line.repeat(size / line.length))
    expect(performance.now() - began).toBeLessThan(5000)
  }
})

test('whatever bytes there are, they are read or refused with a code', () => {
  const outcome = (bytes: Uint8Array) => {
    try {
      return readM3u8(bytes).entries.every(({ location }) => !/[\r\n]/.test(location))
    } catch (error) {
      return isBuskerError(error, 'PLAYLIST_FILE_UNREADABLE')
    }
  }
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(outcome(bytes)).toBe(true)
    }),
  )
})
