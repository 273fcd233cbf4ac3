import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource } from './audioFormat.ts'
import { aiff } from './aiff.ts'
import { flac } from './flac.ts'
import { afterId3 } from './id3.ts'
import { m4a } from './m4a.ts'
import { mp3 } from './mp3.ts'
import { opus } from './opus.ts'
import { vorbis } from './vorbis.ts'
import { wav } from './wav.ts'

/** Certain ones first: MP3 has no marker of its own. */
const formats: readonly AudioFormat[] = [wav, aiff, flac, m4a, vorbis, opus, mp3]
const acceptedFormats = 'WAV, AIFF, FLAC, ALAC, MP3, AAC in M4A, Ogg Vorbis and Opus'
const headBytes = 16 * 1024

const playlists = [
  '#EXTM3U',
  'ffconcat',
  '[playlist]',
  '<?xml',
  '<asx',
  '<smil',
  'FILE "',
  'PERFORMER',
  'REM ',
]
const others: readonly (readonly [name: string, offset: number, marker: string])[] = [
  ['an Ogg file of another kind (FLAC, Speex or video)', 0, 'OggS'],
  ['a Windows Media file', 0, '\x30\x26\xb2\x75'],
  ['a Matroska or WebM file', 0, '\x1a\x45\xdf\xa3'],
  ["a Monkey's Audio file", 0, 'MAC '],
  ['a WavPack file', 0, 'wvpk'],
  ['a DSD file', 0, 'DSD '],
  ['a Core Audio file', 0, 'caff'],
  ['an ADIF file', 0, 'ADIF'],
  ['a QuickTime file', 4, 'moov'],
  ['a QuickTime file', 4, 'mdat'],
  ['a QuickTime file', 4, 'wide'],
]

/**
 * Which format a file has, by its content; its name does not count.
 *
 * @returns the format and where its sound begins
 * @throws BuskerError `MEDIA_NOT_AUDIO` for what is no sound or only refers to other files, `MEDIA_UNSUPPORTED` for sound of another kind
 */
export async function detectFormat(source: ByteSource): Promise<{ format: AudioFormat; start: number }> {
  const start = await afterId3(source)
  const head = await source.read(start, headBytes)
  const format = formats.find((one) => one.matches(head))
  if (format !== undefined) return { format, start }
  const text = head
    .toString('latin1', 0, 64)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
  if (playlists.some((marker) => text.toLowerCase().startsWith(marker.toLowerCase()))) {
    throw new BuskerError(
      'MEDIA_NOT_AUDIO',
      'This is a list that refers to other files, not sound. Choose the audio files themselves.',
    )
  }
  const other = others.find(
    ([, offset, marker]) => head.toString('latin1', offset, offset + marker.length) === marker,
  )
  if (other !== undefined) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This is ${other[0]}. Busker takes ${acceptedFormats}: export it as one of these.`,
    )
  }
  throw new BuskerError(
    'MEDIA_NOT_AUDIO',
    `This file holds no sound Busker knows. It takes ${acceptedFormats}.`,
  )
}
