import { BuskerError } from '../../../shared/errors.ts'
import { type Speaker, usualSpeakers } from '../speakers.ts'

/** Sample rates by index (ISO 14496-3 §1.6.3.4); 15 says that the rate itself follows. */
export const aacRates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8000, 7350,
]
/** By channel configuration (ISO 23001-8 §8), in the order ffmpeg decodes them; an empty place has channels of its own making. */
const configurations: readonly (readonly Speaker[] | null)[] = [
  null,
  ...[1, 2, 3].map(usualSpeakers),
  ['FL', 'FR', 'FC', 'BC'],
  ...[5, 6, 8].map(usualSpeakers),
  null,
  null,
  null,
  ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'BC'],
  usualSpeakers(8),
  null,
  ['FL', 'FR', 'FC', 'LFE', 'BL', 'BR', 'TFL', 'TFR'],
]
/** Main, low complexity, scalable sample rate and long-term prediction: each decodes at the rate it states. */
const plain = [1, 2, 3, 4]
/** HE-AAC and HE-AAC v2 that say so first: the rate they state is doubled by the decoder. */
const replicated = { spectralBands: 5, parametricStereo: 29 }
const tags = { stream: 3, decoder: 4, specific: 5 }
const aac = 0x40

/**
 * Reads an `esds` box (ISO 14496-1 §7.2.6): its AudioSpecificConfig.
 *
 * @returns the core's rate, which HE-AAC doubles; speakers: null where only the stream itself says them
 * @throws BuskerError `MEDIA_UNSUPPORTED`, `MEDIA_DAMAGED`; RangeError where it is shorter than its fields
 */
export function readAudioConfig(esds: DataView): {
  sampleRate: number
  speakers: readonly Speaker[] | null
} {
  const stream = enter(esds, 4, tags.stream)
  const streamFlags = esds.getUint8(stream + 2)
  const dependence = (streamFlags & 0x80) === 0 ? 0 : 2
  const address = (streamFlags & 0x40) === 0 ? 0 : 1 + esds.getUint8(stream + 3 + dependence)
  const clock = (streamFlags & 0x20) === 0 ? 0 : 2
  const decoder = enter(esds, stream + 3 + dependence + address + clock, tags.decoder)
  const objectType = esds.getUint8(decoder)
  if (objectType !== aac) throw unsupported(`MPEG-4 object type ${objectType}`)
  const bits = new Bits(esds, enter(esds, decoder + 13, tags.specific))
  const short = bits.take(5)
  const kind = short === 31 ? 32 + bits.take(6) : short
  const isReplicated = Object.values(replicated).includes(kind)
  if (!plain.includes(kind) && !isReplicated) throw unsupported(`AAC of kind ${kind}${names[kind] ?? ''}`)
  const index = bits.take(4)
  const sampleRate = index === 15 ? bits.take(24) : aacRates[index]
  if (sampleRate === undefined) throw unsupported('AAC with an unknown sample rate')
  return { sampleRate, speakers: configurations[bits.take(4)] ?? null }
}

const names: Readonly<Record<number, string>> = {
  17: ' (ER AAC)',
  23: ' (AAC-LD)',
  36: ' (ALS)',
  39: ' (AAC-ELD)',
  42: ' (xHE-AAC)',
}

/** Where the content of the descriptor at `offset` begins. */
function enter(view: DataView, offset: number, tag: number): number {
  if (view.getUint8(offset) !== tag) {
    throw new BuskerError(
      'MEDIA_DAMAGED',
      'This M4A file does not say how its sound is encoded. Export it again.',
    )
  }
  let at = offset + 1
  // Its length is a chain of seven-bit groups, four at most.
  while ((view.getUint8(at) & 0x80) !== 0 && at < offset + 4) at++
  return at + 1
}

class Bits {
  readonly #view: DataView
  #bit: number

  constructor(view: DataView, offset: number) {
    this.#view = view
    this.#bit = offset * 8
  }

  take(count: number): number {
    let value = 0
    for (let taken = 0; taken < count; taken++, this.#bit++) {
      value = value * 2 + ((this.#view.getUint8(this.#bit >> 3) >> (7 - (this.#bit & 7))) & 1)
    }
    return value
  }
}

function unsupported(what: string): BuskerError {
  return new BuskerError(
    'MEDIA_UNSUPPORTED',
    `This M4A file holds ${what}; Busker takes AAC-LC and HE-AAC. Export it as AAC-LC, or as WAV or FLAC.`,
  )
}
