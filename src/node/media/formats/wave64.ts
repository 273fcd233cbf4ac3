import { BuskerError } from '../../../shared/errors.ts'
import { maskedSpeakers } from '../speakers.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'
import { readWaveFormat, type WaveFormat } from './waveFormat.ts'

const guidBytes = 16
const headerBytes = guidBytes + 8
const riff = Buffer.from('726966662e91cf11a5d628db04c10000', 'hex')
const wave = Buffer.from('77617665f3acd3118cd100c04f8edb8a', 'hex')
const format = Buffer.from('666d7420f3acd3118cd100c04f8edb8a', 'hex')
const data = Buffer.from('64617461f3acd3118cd100c04f8edb8a', 'hex')
const maxChunks = 1000

/** Sony Wave64: WAV with sizes of 64 bits and GUIDs for chunk names. */
export const wave64: AudioFormat = {
  name: 'wave64',
  mediaType: 'audio/wav',
  demuxer: 'w64',
  decoders: ['pcm_u8', 'pcm_s16le', 'pcm_s24le', 'pcm_s32le', 'pcm_f32le', 'pcm_f64le'],
  strict: false,
  matches: (head) =>
    head.subarray(0, guidBytes).equals(riff) &&
    head.subarray(headerBytes, headerBytes + guidBytes).equals(wave),
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  let sound: WaveFormat | undefined
  let offset = start + headerBytes + guidBytes
  for (let chunk = 0; chunk < maxChunks && offset + headerBytes <= source.size; chunk++) {
    const header = await source.read(offset, headerBytes)
    const id = header.subarray(0, guidBytes)
    const size = Number(header.readBigUInt64LE(guidBytes))
    const body = offset + headerBytes
    if (size < headerBytes) break
    if (id.equals(format)) sound = readWaveFormat(await source.read(body, Math.min(size, 40)), 'Wave64')
    else if (id.equals(data)) return stated(sound, size - headerBytes, source.size - body)
    offset += Math.ceil(size / 8) * 8
  }
  throw new BuskerError('MEDIA_EMPTY', 'This Wave64 file holds no sound. Export it again.')
}

function stated(sound: WaveFormat | undefined, size: number, available: number): StatedAudio {
  if (sound === undefined || sound.padded !== null) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      'This Wave64 file does not say what its samples are, or pads them. Export it as WAV or FLAC.',
    )
  }
  const { sampleRate, channels, bitDepth, bytesPerFrame, channelMask } = sound
  const sampleCount = Math.floor(size / bytesPerFrame)
  return {
    displayName: 'Wave64',
    sampleRate,
    channels,
    speakers: maskedSpeakers(channels, channelMask),
    bitDepth,
    lossless: true,
    sampleCount,
    cutShort: size > available,
  }
}
