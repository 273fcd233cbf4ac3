import type { FfmpegInput } from './source.ts'

/**
 * ffmpeg's options for reading one file and nothing else: demuxer and decoders are forced whatever the file holds, no
 * protocol but `file` exists for it, pictures and other streams are never decoded, and a change of sample rate or
 * channels midway is an error instead of a silent second start.
 */
export function inputArguments({ path, demuxer, decoders, strict, options }: FfmpegInput): string[] {
  const strictly = strict ? '-xerror -err_detect crccheck+explode ' : ''
  const closed = `-protocol_whitelist file -format_whitelist ${demuxer} -codec_whitelist ${decoders.join(',')}`
  return [
    ...`${strictly}${closed} -reinit_filter 0 -f ${demuxer}`.split(' '),
    ...options,
    '-i',
    `file:${path}`,
  ]
}
