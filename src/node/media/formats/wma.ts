import { BuskerError } from '../../../shared/errors.ts'
import type { AudioFormat, ByteSource, StatedAudio } from './audioFormat.ts'

const guid = (hex: string) => Buffer.from(hex, 'hex')
const header = guid('3026b2758e66cf11a6d900aa0062ce6c')
const data = guid('3626b2758e66cf11a6d900aa0062ce6c')
const fileProperties = guid('a1dcab8c47a9cf118ee400c00c205365')
const streamProperties = guid('9107dcb7b7a9cf118ee600c00c205365')
const audioStream = guid('409e69f84d5bcf11a8fd00805f5c442b')
const encryption = [guid('fbb3112223bdd211b4b700a0c955fc6e'), guid('14e68a292226174cb935dae07ee9289c')]

const objectHeaderBytes = 24
const maxHeaderBytes = 8 * 1024 * 1024
const isBroadcast = 1
const codecs: Readonly<Record<number, readonly [displayName: string, decoder: string, lossless: boolean]>> = {
  0x160: ['WMA', 'wmav1', false],
  0x161: ['WMA', 'wmav2', false],
  0x162: ['WMA Professional', 'wmapro', false],
  0x163: ['WMA Lossless', 'wmalossless', true],
  0x0a: ['WMA Voice', 'wmavoice', false],
}

/** Windows Media Audio (Advanced Systems Format, revision 01.20.03). Its length is stated in milliseconds only. */
export const wma: AudioFormat = {
  name: 'wma',
  mediaType: 'audio/x-ms-wma',
  demuxer: 'asf',
  decoders: Object.values(codecs).map(([, decoder]) => decoder),
  strict: false,
  matches: (head) => head.subarray(0, header.length).equals(header),
  read,
}

async function read(source: ByteSource, start: number): Promise<StatedAudio> {
  const head = await source.read(start, 30)
  const size = head.length < 30 ? 0 : Number(head.readBigUInt64LE(16))
  if (size < 30 || start + size + objectHeaderBytes > source.size) throw truncated()
  if (size > maxHeaderBytes) throw damaged(`its header claims ${size} bytes`)
  const objects = [...readObjects((await source.read(start, size)).subarray(30))]
  if (objects.some(({ id }) => encryption.some((one) => one.equals(id)))) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      'This file is protected and cannot be read. Use your own master.',
    )
  }
  const streams = objects.filter(({ id, body }) => id.equals(streamProperties) && body.length >= 72)
  const sound = streams.find(({ body }) => body.subarray(0, 16).equals(audioStream))
  if (sound === undefined) {
    throw new BuskerError('MEDIA_NOT_AUDIO', 'This Windows Media file holds no sound. Choose an audio file.')
  }
  const properties = objects.find(({ id, body }) => id.equals(fileProperties) && body.length >= 68)
  const isEndless = properties !== undefined && (properties.body.readUInt32LE(64) & isBroadcast) !== 0
  const content = await source.read(start + size, objectHeaderBytes)
  if (!content.subarray(0, 16).equals(data)) throw damaged('its sound does not follow its header')
  const end = start + size + Number(content.readBigUInt64LE(16))
  return { ...readStream(sound.body.subarray(54)), cutShort: !isEndless && end > source.size }
}

function readStream(format: Buffer): Omit<StatedAudio, 'cutShort'> {
  const tag = format.readUInt16LE(0)
  const codec = codecs[tag]
  if (codec === undefined) {
    throw new BuskerError(
      'MEDIA_UNSUPPORTED',
      `This Windows Media file holds encoding ${tag}; Busker takes WMA. Export it as WAV or FLAC.`,
    )
  }
  const [displayName, , lossless] = codec
  return {
    displayName,
    sampleRate: format.readUInt32LE(4),
    channels: format.readUInt16LE(2),
    bitDepth: lossless ? format.readUInt16LE(14) : null,
    lossless,
    sampleCount: null,
  }
}

function* readObjects(bytes: Buffer): Generator<{ id: Buffer; body: Buffer }> {
  for (let offset = 0; offset + objectHeaderBytes <= bytes.length;) {
    const size = Number(bytes.readBigUInt64LE(offset + 16))
    if (size < objectHeaderBytes) throw damaged('an object is shorter than its header')
    yield {
      id: bytes.subarray(offset, offset + 16),
      body: bytes.subarray(offset + objectHeaderBytes, offset + size),
    }
    offset += size
  }
}

function truncated(): BuskerError {
  return new BuskerError(
    'MEDIA_TRUNCATED',
    'This Windows Media file ends inside its header. Copy or export it again.',
  )
}

function damaged(what: string): BuskerError {
  return new BuskerError('MEDIA_DAMAGED', `This Windows Media file is damaged: ${what}. Export it again.`)
}
