import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isBuskerError } from '../../../shared/errors.ts'
import { wavHeader } from '../wavFile.ts'
import type { ByteSource } from './audioFormat.ts'
import { readFrame } from './mp3Frame.ts'
import { detectFormat } from './detectFormat.ts'

function inMemory(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: async (offset, length) => Buffer.from(bytes.subarray(offset, offset + length)),
  }
}

async function examine(bytes: Uint8Array): Promise<unknown> {
  const source = inMemory(bytes)
  const { format, start } = await detectFormat(source)
  return format.read(source, start)
}

async function codeOf(examined: Promise<unknown>): Promise<string> {
  return examined.then(
    () => 'none',
    (error: unknown) => (isBuskerError(error) ? error.code : String(error)),
  )
}

/** A page that holds one packet of 30 bytes. */
const oggPage = `OggS\0\x02${'\0'.repeat(20)}\x01\x1e`

describe('reading what a stranger calls audio', () => {
  test('meets arbitrary bytes behind any known marker with an answer or a code', async () => {
    const markers = [
      '',
      'RIFF\0\0\0\0WAVE',
      'fLaC',
      'ID3\x04\0\0\0\0\0\x05',
      '\xff\xfb\x90\x64',
      '#EXTM3U',
      'RF64\0\0\0\0WAVEds64',
      'FORM\0\0\0\0AIFFCOMM\0\0\0\x12',
      'FORM\0\0\0\0AIFCSSND\0\0\0\x10',
      '\0\0\0\x08ftyp\0\0\0\xc8moov\0\0\0\x40trak',
      `${oggPage}\x01vorbis`,
      `${oggPage}OpusHead\x01\x02`,
      `${oggPage}\x7fFLAC\x01\0\0\x01fLaC\0\0\0\x22`,
      '\0\0\0\x08wide\0\0\0\xc8moov\0\0\0\x40trak',
      'caff\0\x01\0\0desc\0\0\0\0\0\0\0\x20',
      '.snd\0\0\0\x18',
      'TTA1\x01\0',
      'wvpk\xff\0\0\0',
      'MAC \x96\x0f',
      'MAC \x6e\x0f',
      'MP+\x07',
      'MPCKSH\x0e',
      'APETAGEX\xd0\x07\0\0\x20\0\0\0',
      `DSD \x1c${'\0'.repeat(23)}fmt `,
      'FRM8\0\0\0\0\0\0\x01\0DSD PROP\0\0\0\0\0\0\0\x40SND ',
      '\xff\xf1\x50\x80',
      Buffer.from(
        '726966662e91cf11a5d628db04c10000000000000000000077617665f3acd3118cd100c04f8edb8a',
        'hex',
      ).toString('latin1'),
      Buffer.from('3026b2758e66cf11a6d900aa0062ce6c', 'hex').toString('latin1'),
    ]
    const starts = fc.constantFrom(...markers).map((marker) => Buffer.from(marker, 'latin1'))
    await fc.assert(
      fc.asyncProperty(starts, fc.uint8Array({ maxLength: 400 }), async (start, rest) => {
        expect(await codeOf(examine(Buffer.concat([start, rest])))).toMatch(/^(none|MEDIA_[A-Z_]+)$/)
      }),
      { numRuns: 1500 },
    )
  })

  test('meets a changed WAV header with an answer or a code', async () => {
    const header = wavHeader({ sampleRate: 44_100, channels: 2, encoding: 's16', sampleCount: 10 })
    const whole = Buffer.concat([header, Buffer.alloc(40)])
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 43 }),
        fc.uint8Array({ minLength: 1, maxLength: 8 }),
        async (at, bytes) => {
          const changed = Buffer.from(whole)
          changed.set(bytes.subarray(0, changed.length - at), at)
          expect(await codeOf(examine(changed))).toMatch(/^(none|MEDIA_[A-Z_]+)$/)
        },
      ),
      { numRuns: 500 },
    )
    expect(await examine(whole)).toMatchObject({ sampleCount: 10, bitDepth: 16, cutShort: false })
    expect(await examine(whole.subarray(0, 60))).toMatchObject({ cutShort: true })
  })

  test('does not take one chance frame header for MP3', async () => {
    const photo = Buffer.alloc(6000, 0x42)
    photo.write('\xff\xfb\x90\x64', 100, 'latin1')
    await expect(examine(photo)).rejects.toMatchObject({ code: 'MEDIA_NOT_AUDIO' })
  })
})

describe('an MP3 frame header', () => {
  test.each([
    [
      'MPEG 1 layer III, 128 kbit/s, 44.1 kHz, stereo',
      'fffb9064',
      { layer: 3, sampleRate: 44_100, channels: 2, bytes: 417, samples: 1152 },
    ],
    ['the same with padding', 'fffb9264', { bytes: 418 }],
    [
      'MPEG 2 layer III, 64 kbit/s, 22.05 kHz, mono',
      'fff380c4',
      { layer: 3, sampleRate: 22_050, channels: 1, bytes: 208, samples: 576 },
    ],
    [
      'MPEG 1 layer II, 192 kbit/s, 48 kHz',
      'fffda404',
      { layer: 2, sampleRate: 48_000, bytes: 576, samples: 1152 },
    ],
    ['MPEG 1 layer I, 384 kbit/s, 44.1 kHz', 'ffffc004', { layer: 1, bytes: 416, samples: 384 }],
  ])('%s', (_name, hex, expected) => {
    expect(readFrame(Buffer.from(hex, 'hex'), 0)).toMatchObject(expected)
  })

  test.each(['fff99064', 'fffbf064', 'fffb0064', 'fffb9c64', 'ff1b9064'])('%s is none', (hex) => {
    expect(readFrame(Buffer.from(hex, 'hex'), 0)).toBeUndefined()
  })
})
