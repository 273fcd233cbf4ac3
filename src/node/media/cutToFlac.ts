import { Readable } from 'node:stream'
import { arrayBuffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { concat } from 'uint8arrays/concat'
import type { Decodable } from './decodeAudio.ts'
import { chunks, runFfmpeg } from './ffmpeg.ts'
import { splitBoxes, invalid } from './mp4/boxes.ts'
import { moveFragment } from './mp4/moveFragment.ts'

/** Which samples are cut out. Counts are per channel. */
export interface Cut {
  /** The first, and the one after the last, counted from the first that the decoder gives for these segments. */
  readonly from: number
  readonly to: number
  /** Where on the timeline of the whole the first one stands. */
  readonly at: number
}

/** FLAC in fMP4. */
export interface CutSound {
  readonly init: Uint8Array
  /** One media segment. */
  readonly media: Uint8Array
}

export interface CutOptions {
  /** Path of the binary. */
  readonly ffmpeg: string
  readonly signal?: AbortSignal | undefined
}

/** Samples a FLAC frame holds: cuts that begin at a multiple of it make a stream of frames of one length. */
export const flacFrameSamples = 4608

const decoders = { 'mp4a.40.2': 'aac', flac: 'flac' }
/** AAC is made 16 bit with dither; FLAC keeps the depth it has. */
const depths = { 'mp4a.40.2': ',aresample=osf=s16:dither_method=triangular', flac: '' }
const container =
  '-map_metadata -1 -fflags +bitexact -flags:a +bitexact -f mp4 ' +
  '-movflags +empty_moov+default_base_moof+skip_trailer -frag_duration 60000000'

/**
 * Decodes a few segments that follow each other and encodes the samples of a cut as FLAC: AAC and FLAC end at whole frames,
 * and a cut ends where it is told to.
 *
 * @param segments the init segment first; AAC needs a frame more than is cut, before it
 * @throws BuskerError `MEDIA_DECODE_FAILED`, `MEDIA_CONTAINER_INVALID`, `MEDIA_CANCELLED`, `MEDIA_FFMPEG_MISSING`
 */
export async function cutToFlac(
  { codec, sampleRate, channels }: Pick<Decodable, 'codec' | 'sampleRate' | 'channels'>,
  segments: readonly Uint8Array[],
  { from, to, at }: Cut,
  { ffmpeg, signal }: CutOptions,
): Promise<CutSound> {
  const opened = `-v error -protocol_whitelist pipe -format_whitelist mov -codec_whitelist ${decoders[codec]} -f mov -i pipe:0`
  const trimmed = `-af atrim=start_sample=${from}:end_sample=${to},asetpts=N/SR/TB${depths[codec]}`
  const encoded = `-c:a flac -strict experimental -bits_per_raw_sample 24 -frame_size ${flacFrameSamples}`
  const made = `-map 0:a:0 ${trimmed} -ar ${sampleRate} -ac ${channels} ${encoded} ${container} pipe:3`
  const command = {
    ffmpeg,
    args: `${opened} ${made}`.split(' '),
    outputs: 1,
    input: true,
    failure: { code: 'MEDIA_DECODE_FAILED', message: 'The segments cannot be decoded. Fetch them again.' },
    signal,
  } as const
  const { result } = await runFfmpeg(command, async ({ input, outputs: [pipe] }) => {
    if (input === null) throw new Error('The decoder has no input.')
    const [file] = await Promise.all([
      arrayBuffer(chunks(pipe) as Readable),
      pipeline(Readable.from(segments), input).catch(ignoreClosedPipe),
    ])
    return new Uint8Array(file)
  })
  return placeAt(result, at)
}

/** ffmpeg reads no further than the end of the cut. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error
}

async function placeAt(file: Uint8Array, at: number): Promise<CutSound> {
  const init: Uint8Array[] = []
  const media: Uint8Array[] = []
  for await (const box of splitBoxes(Readable.from([file]))) {
    if (box.type === 'ftyp' || box.type === 'moov') init.push(box.bytes)
    if (box.type === 'moof') moveFragment(box, at)
    if (box.type === 'moof' || box.type === 'mdat') media.push(box.bytes)
  }
  if (init.length < 2 || media.length < 2) throw invalid('nothing is left of it')
  return { init: concat(init), media: concat(media) }
}
