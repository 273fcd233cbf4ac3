import { BuskerError } from '../../shared/errors.ts'

/**
 * Where a channel belongs: by its bit in the mask of `WAVEFORMATEXTENSIBLE`, which FLAC and Core Audio have taken over. ffmpeg's
 * decoders hand out channels in this order.
 */
export const speakers = [
  'FL',
  'FR',
  'FC',
  'LFE',
  'BL',
  'BR',
  'FLC',
  'FRC',
  'BC',
  'SL',
  'SR',
  'TC',
  'TFL',
  'TFC',
  'TFR',
  'TBL',
  'TBC',
  'TBR',
] as const
export type Speaker = (typeof speakers)[number]

/** How FLAC (RFC 9639 §9.1.3), Vorbis and Opus arrange so many channels, and how they are taken where a file says nothing. */
const byNumber: Readonly<Record<number, readonly Speaker[]>> = {
  1: ['FC'],
  2: ['FL', 'FR'],
  3: ['FL', 'FR', 'FC'],
  4: ['FL', 'FR', 'BL', 'BR'],
  5: ['FL', 'FR', 'FC', 'BL', 'BR'],
  6: ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR'],
  7: ['FL', 'FR', 'FC', 'LFE', 'BC', 'SL', 'SR'],
  8: ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'SL', 'SR'],
}

/** The usual arrangement of so many channels. @throws BuskerError `MEDIA_UNSUPPORTED` where there is none */
export function usualSpeakers(channels: number): readonly Speaker[] {
  const usual = byNumber[channels]
  if (usual === undefined) throw unplaced(channels)
  return usual
}

/**
 * The speakers that a mask names.
 *
 * @param mask of more bits than channels the lowest count; 0 where the file says nothing
 * @throws BuskerError `MEDIA_UNSUPPORTED` where a channel is given no place, or one that has no name
 */
export function maskedSpeakers(channels: number, mask: number): readonly Speaker[] | undefined {
  if (mask === 0) return undefined
  const bits = Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => ((mask >>> bit) & 1) === 1)
  const named = bits.slice(0, channels).flatMap((bit) => speakers[bit] ?? [])
  // One channel has no side, whatever is said of it.
  if (named.length < channels && channels > 1) throw unplaced(channels)
  return named
}

function unplaced(channels: number): BuskerError {
  return new BuskerError(
    'MEDIA_UNSUPPORTED',
    `This file has ${channels} channels and does not say which speakers all of them are for. Export a stereo mix.`,
  )
}
