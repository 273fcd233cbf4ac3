import { BuskerError, isBuskerError } from '../../../shared/errors.ts'
import { childBoxes, findBox, viewBytes } from '../mp4/boxes.ts'
import type { SoundTrack } from './m4aTrack.ts'

/** Which of the decoded samples are the track's, in samples. */
export interface Trim {
  readonly delay: number
  readonly sampleCount: number | null
}

interface Timing {
  readonly timescale: number
  /** 0 where it is not known. */
  readonly duration: number
}

const maxEdits = 1000
const dataHeader = 8
const nameHeader = 4

/**
 * Reads what the encoder put before and after the sound: iTunes' tag, which counts samples, or else the edit list (ISO
 * 14496-12 §8.6.6). An edit's end is known as exactly as the movie's clock ticks; within a tick of the last sample it is
 * the last sample.
 *
 * @throws BuskerError `MEDIA_UNSUPPORTED`, `MEDIA_DAMAGED`, `MEDIA_CONTAINER_INVALID`; RangeError where a box is shorter than
 *   its fields
 */
export function readTrim({ body, sampleRate }: SoundTrack, moov: Uint8Array): Trim {
  const media = readTiming(findBox(body, ['mdia', 'mdhd']))
  const movie = readTiming(findBox(moov, ['mvhd']))
  const samples = (units: number) => Math.round((units * sampleRate) / media.timescale)
  const total = media.duration === 0 ? null : samples(media.duration)
  const tagged = scaled(findGaplessTag(moov), sampleRate === media.timescale * 2 ? 2 : 1)
  if (tagged !== undefined && (total === null || tagged.delay + tagged.sampleCount <= total)) return tagged
  const edit = onlyEdit(findBox(body, ['edts', 'elst']))
  if (edit === undefined) return { delay: 0, sampleCount: total }
  const delay = samples(edit.start)
  if (total === null) return { delay, sampleCount: null }
  const left = total - delay
  if (left <= 0) throw damaged('its edit list begins after its end')
  const tick = sampleRate / movie.timescale
  const length = (edit.duration * sampleRate) / movie.timescale
  const isWhole = edit.duration === 0 || length >= left - tick
  return { delay, sampleCount: isWhole ? left : Math.max(1, Math.round(length)) }
}

/** Of HE-AAC whose clock is its core's, the tag counts the core's samples. */
function scaled(tag: ReturnType<typeof readGaplessTag>, factor: number): typeof tag {
  return tag && { delay: tag.delay * factor, sampleCount: tag.sampleCount * factor }
}

function readTiming(header: DataView | undefined): Timing {
  if (header === undefined) throw damaged('it does not say how long it is')
  const isLong = header.getUint8(0) === 1
  const timescale = header.getUint32(isLong ? 20 : 12)
  const duration = isLong ? Number(header.getBigUint64(24)) : header.getUint32(16)
  if (timescale === 0) throw damaged('its clock stands still')
  const isUnknown = duration >= (isLong ? Number.MAX_SAFE_INTEGER : 0xffff_ffff)
  return { timescale, duration: isUnknown ? 0 : duration }
}

/** The one edit that plays something; pauses before it are no sound. */
function onlyEdit(list: DataView | undefined): { start: number; duration: number } | undefined {
  if (list === undefined) return undefined
  const isLong = list.getUint8(0) === 1
  const count = list.getUint32(4)
  if (count > maxEdits) throw damaged('its edit list is too long')
  const edits = Array.from({ length: count }, (_, index) => {
    const at = 8 + index * (isLong ? 20 : 12)
    return isLong
      ? { duration: Number(list.getBigUint64(at)), start: Number(list.getBigInt64(at + 8)) }
      : { duration: list.getUint32(at), start: list.getInt32(at + 4) }
  }).filter(({ start }) => start >= 0)
  if (edits.length > 1) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      'This file is several pieces joined by an edit list. Export it as one piece.',
    )
  }
  return edits[0]
}

/** Tags are laid out in more ways than one: what cannot be read as iTunes writes it is not iTunes'. */
function findGaplessTag(moov: Uint8Array): ReturnType<typeof readGaplessTag> {
  try {
    return readGaplessTag(moov)
  } catch (error) {
    if (isBuskerError(error, 'MEDIA_CONTAINER_INVALID')) return undefined
    throw error
  }
}

/** `iTunSMPB`: hexadecimal numbers, of which the second to fourth are delay, padding and samples. */
function readGaplessTag(moov: Uint8Array): { delay: number; sampleCount: number } | undefined {
  const meta = findBox(moov, ['udta', 'meta'])
  const list = meta === undefined ? undefined : findBox(viewBytes(meta).subarray(4), ['ilst'])
  if (list === undefined) return undefined
  for (const { type, body } of childBoxes(viewBytes(list))) {
    if (type !== '----') continue
    const item = viewBytes(body)
    if (!textOf(findBox(item, ['name']), nameHeader).startsWith('iTunSMPB')) continue
    const [, delay, , sampleCount] = textOf(findBox(item, ['data']), dataHeader)
      .trim()
      .split(/\s+/)
    const tag = {
      delay: Number.parseInt(delay ?? '', 16),
      sampleCount: Number.parseInt(sampleCount ?? '', 16),
    }
    const isPlausible = Number.isSafeInteger(tag.delay) && Number.isSafeInteger(tag.sampleCount)
    return isPlausible && tag.sampleCount > 0 ? tag : undefined
  }
  return undefined
}

function textOf(view: DataView | undefined, from: number): string {
  return view === undefined ? '' : Buffer.from(viewBytes(view).subarray(from)).toString('latin1')
}

function damaged(what: string): BuskerError {
  return new BuskerError('MEDIA_DAMAGED', `The index of this M4A file is damaged: ${what}. Export it again.`)
}
