import type { ExportFormat } from '../../../shared/exportFormats.ts'
import type { Decodable } from '../decodeAudio.ts'
import type { PcmEncoding } from '../pcm.ts'

/** Rates an MP3 can have, Hz. */
const mp3Rates = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000]

/** In which form samples come to the encoder: whole numbers as they are, and AAC as what its decoder makes. */
export function inputEncoding(codec: Decodable['codec'], bitDepth: 16 | 24): PcmEncoding {
  if (codec !== 'flac') return 'f32'
  return bitDepth === 16 ? 's16' : 's24'
}

interface Samples {
  /** Hz. */
  readonly sampleRate: number
  readonly bitDepth: 16 | 24
  /** They are floats, which whole numbers are made of. */
  readonly isDithered: boolean
}

/** ffmpeg's output options. Nothing in them says when, or by which version, the file was made. */
export function encoderArguments(format: ExportFormat, samples: Samples): string[] {
  const options = encoders[format](samples)
  return `-fflags +bitexact -flags:a +bitexact ${options}`.split(' ')
}

const encoders: Readonly<Record<ExportFormat, (samples: Samples) => string>> = {
  flac: (samples) => `${whole(samples, 's16', 's32')} -c:a flac -compression_level 8 -f flac`,
  alac: (samples) => `${whole(samples, 's16p', 's32p')} -c:a alac -movflags +faststart -f ipod`,
  wav: (samples) => `${whole(samples, 's16', 's32')} -c:a pcm_s${samples.bitDepth}le -rf64 auto -f wav`,
  // The best of its variable rates; its first frame says which samples are the track's.
  mp3: ({ sampleRate }) => `-ar ${mp3Rate(sampleRate)} -c:a libmp3lame -q:a 0 -id3v2_version 0 -f mp3`,
  // Of works that were published without AAC.
  m4a: ({ sampleRate }) =>
    `-ar ${Math.min(sampleRate, 48_000)} -c:a aac -b:a 256k -movflags +faststart -f ipod`,
}

function whole({ bitDepth, isDithered }: Samples, small: string, large: string): string {
  const dither = isDithered ? `-af aresample=osf=s16:dither_method=triangular ` : ''
  return bitDepth === 16 ? `${dither}-sample_fmt ${small}` : `-sample_fmt ${large} -bits_per_raw_sample 24`
}

/** The rate itself, or one of its family. */
function mp3Rate(sampleRate: number): number {
  if (mp3Rates.includes(sampleRate)) return sampleRate
  return sampleRate % 11_025 === 0 ? 44_100 : 48_000
}
