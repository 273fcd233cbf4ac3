import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource } from './audioFormat.ts'
import { aac } from './aac.ts'
import { aiff } from './aiff.ts'
import { ape } from './ape.ts'
import { au } from './au.ts'
import { caf } from './caf.ts'
import { dsdiff, dsf } from './dsd.ts'
import { flac } from './flac.ts'
import { afterTags } from './leadingTags.ts'
import { m4a } from './m4a.ts'
import { mp3 } from './mp3.ts'
import { musepack } from './musepack.ts'
import { oggFlac } from './oggFlac.ts'
import { opus } from './opus.ts'
import { otherKind } from './otherKinds.ts'
import { tta } from './tta.ts'
import { vorbis } from './vorbis.ts'
import { wav } from './wav.ts'
import { wave64 } from './wave64.ts'
import { wavpack } from './wavpack.ts'
import { wma } from './wma.ts'

/** Certain ones first: MP3 and ADTS have no marker of their own. */
const marked: readonly AudioFormat[] = [
  wav,
  wave64,
  aiff,
  au,
  caf,
  flac,
  wavpack,
  tta,
  ape,
  dsf,
  dsdiff,
  m4a,
  vorbis,
  opus,
  oggFlac,
  musepack,
  wma,
]
const unmarked: readonly AudioFormat[] = [mp3, aac]
const acceptedFormats =
  'WAV, AIFF, FLAC, ALAC, WavPack, Monkey’s Audio, DSD, MP3, AAC, Ogg Vorbis, Opus and Windows Media Audio'
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

/**
 * Which format a file has, by its content; its name does not count.
 *
 * @returns the format and where its sound begins
 * @throws BuskerError `MEDIA_NOT_AUDIO` for what is no sound or only refers to other files, `MEDIA_UNSUPPORTED` for sound of another kind
 */
export async function detectFormat(source: ByteSource): Promise<{ format: AudioFormat; start: number }> {
  const start = await afterTags(source)
  const head = await source.read(start, headBytes)
  const format = [...marked, ...unmarked].find((one) => one.matches(head))
  if (format !== undefined) return { format: withinBounds(format), start }
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
  const other = otherKind(head)
  if (other !== undefined) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This is ${other.name}. ${other.advice ?? `Busker takes ${acceptedFormats}: export it as one of these.`}`,
    )
  }
  for (const one of unmarked) {
    const found = await one.find?.(source, start)
    if (found !== undefined) return { format: withinBounds(one), start: found }
  }
  throw new BuskerError(
    'MEDIA_NOT_AUDIO',
    `This file holds no sound Busker knows. It takes ${acceptedFormats}.`,
  )
}

/** A format whose header may be shorter than its fields: that is one answer, wherever it ends. */
function withinBounds(format: AudioFormat): AudioFormat {
  return {
    ...format,
    read: async (source, start) => {
      try {
        return await format.read(source, start)
      } catch (error) {
        if (!(error instanceof RangeError)) throw error
        throw new BuskerError(
          'MEDIA_DAMAGED',
          'This file ends inside its header, or its header is damaged. Export it again.',
          { cause: error },
        )
      }
    },
  }
}
