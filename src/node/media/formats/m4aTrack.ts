import { BuskerError } from '../../../shared/errors.ts'
import { childBoxes, findBox, viewBytes } from '../mp4/boxes.ts'
import { type Speaker, usualSpeakers } from '../speakers.ts'
import { readAudioConfig } from './audioConfig.ts'
import { readPcm } from './m4aPcm.ts'

/** The first sound track of an MPEG-4 file. */
export interface SoundTrack {
  readonly codec: 'AAC' | 'ALAC' | 'PCM'
  /** Hz. */
  readonly sampleRate: number
  readonly channels: number
  readonly speakers: readonly Speaker[]
  readonly bitDepth: number | null
  /** The content of its `trak` box. */
  readonly body: Uint8Array
}

/** Bytes of an audio sample entry before the boxes in it, by its version (ISO 14496-12 §12.2.3, QuickTime File Format). */
const entryBytes: Readonly<Record<number, number>> = { 0: 28, 1: 44, 2: 64 }
/** Where ALAC has another arrangement than usual (Apple Lossless Format, “Channel Layouts”), in the order ffmpeg decodes it. */
const losslessSpeakers: Readonly<Record<number, readonly Speaker[]>> = {
  4: ['FL', 'FR', 'FC', 'BC'],
  7: ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'BC'],
  8: ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'FLC', 'FRC'],
}
const protectedTypes = ['enca', 'drms', 'p608']

/**
 * @param moov the content of the `moov` box
 * @throws BuskerError `MEDIA_NOT_AUDIO`, `MEDIA_UNSUPPORTED`, `MEDIA_DAMAGED`, `MEDIA_CONTAINER_INVALID`; RangeError where a
 *   box is shorter than its fields
 */
export function readSoundTrack(moov: Uint8Array): SoundTrack {
  for (const { type, body } of childBoxes(moov)) {
    if (type !== 'trak') continue
    const trak = viewBytes(body)
    const handler = findBox(trak, ['mdia', 'hdlr'])
    if (handler === undefined || text(handler, 8, 4) !== 'soun') continue
    const description = findBox(trak, ['mdia', 'minf', 'stbl', 'stsd'])
    const [entry] = description === undefined ? [] : childBoxes(viewBytes(description).subarray(8))
    if (entry === undefined) throw damaged('it does not say how its sound is encoded')
    return { ...readEntry(entry.type, entry.body), body: trak }
  }
  throw new BuskerError('MEDIA_NOT_AUDIO', 'This MPEG-4 file holds no sound. Choose an audio file.')
}

function readEntry(type: string, entry: DataView): Omit<SoundTrack, 'body'> {
  if (protectedTypes.includes(type)) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      'This file is protected and cannot be read. Use your own master.',
    )
  }
  const skipped = entryBytes[entry.getUint16(8)]
  if (skipped === undefined) throw unsupported(`encoding “${type}”`)
  const boxes = viewBytes(entry).subarray(skipped)
  const pcm = readPcm(type, entry, boxes)
  if (pcm !== undefined) return { codec: 'PCM', ...pcm }
  if (type !== 'mp4a' && type !== 'alac') throw unsupported(`encoding “${type}”`)
  if (type === 'alac') return readLossless(findBox(boxes, ['alac']) ?? findBox(boxes, ['wave', 'alac']))
  const config = findBox(boxes, ['esds']) ?? findBox(boxes, ['wave', 'esds'])
  if (config === undefined) throw damaged('it does not say how its sound is encoded')
  const { sampleRate, speakers } = readAudioConfig(config)
  const channels = speakers?.length ?? entry.getUint16(16)
  if (speakers === null && channels > 2)
    throw unsupported(`AAC with ${channels} channels in an order of its own`)
  return { codec: 'AAC', sampleRate, channels, speakers: speakers ?? usualSpeakers(channels), bitDepth: null }
}

/** The decoder's cookie (Apple Lossless Format, “ALACSpecificConfig”). */
function readLossless(cookie: DataView | undefined): Omit<SoundTrack, 'body'> {
  if (cookie === undefined) throw damaged('it does not say how its sound is encoded')
  const channels = cookie.getUint8(13)
  return {
    codec: 'ALAC',
    bitDepth: cookie.getUint8(9),
    channels,
    speakers: losslessSpeakers[channels] ?? usualSpeakers(channels),
    sampleRate: cookie.getUint32(24),
  }
}

function text(view: DataView, offset: number, length: number): string {
  return Buffer.from(view.buffer, view.byteOffset + offset, length).toString('latin1')
}

function unsupported(what: string): BuskerError {
  return new BuskerError(
    'MEDIA_UNSUPPORTED',
    `This MPEG-4 file holds ${what}; Busker takes AAC, ALAC and PCM. Export it as one of these, or as WAV or FLAC.`,
  )
}

function damaged(what: string): BuskerError {
  return new BuskerError('MEDIA_DAMAGED', `This M4A file is damaged: ${what}. Export it again.`)
}
