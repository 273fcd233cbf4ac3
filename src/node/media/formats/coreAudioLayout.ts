import { maxChannels } from '../downmix.ts'
import { maskedSpeakers, type Speaker, speakers } from '../speakers.ts'

const useDescriptions = 0
const useBitmap = 0x1_0000
const headerBytes = 12
const descriptionBytes = 20
/** No longer one says anything that is taken. */
export const maxLayoutBytes = headerBytes + maxChannels * descriptionBytes

/** Labels beyond the first, which count as the bits of a mask do. */
const otherLabels: Readonly<Record<number, Speaker>> = { 33: 'BL', 34: 'BR', 42: 'FC' }

/** Arrangements by tag without its number of channels (CoreAudioBaseTypes.h), in the order of the file. */
const layouts: Readonly<Record<number, readonly Speaker[]>> = {
  100: ['FC'],
  101: ['FL', 'FR'],
  108: ['FL', 'FR', 'BL', 'BR'],
  113: ['FL', 'FR', 'FC'],
  114: ['FC', 'FL', 'FR'],
  115: ['FL', 'FR', 'FC', 'BC'],
  116: ['FC', 'FL', 'FR', 'BC'],
  117: ['FL', 'FR', 'FC', 'BL', 'BR'],
  118: ['FL', 'FR', 'BL', 'BR', 'FC'],
  119: ['FL', 'FC', 'FR', 'BL', 'BR'],
  120: ['FC', 'FL', 'FR', 'BL', 'BR'],
  121: ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR'],
  122: ['FL', 'FR', 'BL', 'BR', 'FC', 'LFE'],
  123: ['FL', 'FC', 'FR', 'BL', 'BR', 'LFE'],
  124: ['FC', 'FL', 'FR', 'BL', 'BR', 'LFE'],
  125: ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'BC'],
  126: ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'FLC', 'FRC'],
  127: ['FC', 'FLC', 'FRC', 'FL', 'FR', 'BL', 'BR', 'LFE'],
  128: ['FL', 'FR', 'FC', 'LFE', 'SL', 'SR', 'BL', 'BR'],
  131: ['FL', 'FR', 'BC'],
  132: ['FL', 'FR', 'BL', 'BR'],
}

/**
 * Reads an `AudioChannelLayout`, as AIFF (`CHAN`) and Core Audio files carry it.
 *
 * @param chunk big-endian
 * @returns undefined where it is shorter than its fields, or says nothing that is known
 * @throws BuskerError `MEDIA_UNSUPPORTED` where a bitmap places fewer channels than there are
 */
export function readCoreAudioLayout(chunk: Buffer, channels: number): readonly Speaker[] | undefined {
  if (chunk.length < headerBytes) return undefined
  const tag = chunk.readUInt32BE(0)
  if (tag === useBitmap) return maskedSpeakers(channels, chunk.readUInt32BE(4))
  const named = tag === useDescriptions ? described(chunk) : layouts[tag >>> 16]
  return named?.length === channels && new Set(named).size === channels ? named : undefined
}

function described(chunk: Buffer): Speaker[] {
  const count = Math.min(chunk.readUInt32BE(8), Math.floor((chunk.length - headerBytes) / descriptionBytes))
  return Array.from({ length: count }, (_, index) =>
    chunk.readUInt32BE(headerBytes + index * descriptionBytes),
  ).flatMap((label) => otherLabels[label] ?? speakers[label - 1] ?? [])
}
