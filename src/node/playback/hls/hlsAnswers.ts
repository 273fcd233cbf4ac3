import type { Context } from 'hono'
import type { ExactSound } from './exactSound.ts'
import { masterPlaylist, mediaPlaylist } from './hlsPlaylists.ts'
import { rangeResponse } from './rangeResponse.ts'

const playlistType = 'application/vnd.apple.mpegurl; charset=utf-8'
const segmentPath = /^sound\/(0|[1-9]\d{0,4})\.mp4$/

/**
 * Answers what a player asks of one track.
 *
 * @param path `master.m3u8`, `sound.m3u8` or `sound/<index>.mp4`; all else is not found
 * @throws as {@link ExactSound.read}
 */
export async function answerHls(sound: ExactSound, path: string, context: Context): Promise<Response> {
  const { sampleRate, channels, bitrate, segments } = sound.rendition
  if (path === 'master.m3u8') {
    const rates = segments.slice(1).map(({ size, samples }) => (size * 8 * sampleRate) / Math.max(1, samples))
    const uncompressed = sampleRate * channels * 16
    const peakBitrate = Math.ceil(Math.max(bitrate, uncompressed, ...rates))
    return context.body(masterPlaylist({ peakBitrate }), 200, { 'content-type': playlistType })
  }
  if (path === 'sound.m3u8') {
    const playlist = mediaPlaylist({ sampleRate, lengths: sound.lengths })
    return context.body(playlist, 200, { 'content-type': playlistType })
  }
  const [, index] = segmentPath.exec(path) ?? []
  if (index === undefined) return context.body(null, 404)
  const bytes = await sound.read(Number(index), context.req.raw.signal)
  return rangeResponse(context, bytes, 'audio/mp4')
}
