import type { FfmpegInput } from './source.ts'

/**
 * ffmpeg's options for reading one file and nothing else: demuxer and decoders are forced whatever the file holds, no
 * protocol but `file` exists for it (and `subfile` for its parts), pictures and other streams are never decoded, and a
 * change of sample rate or channels midway is an error instead of a silent second start.
 */
export function inputArguments({ path, demuxer, decoders, strict, options, parts }: FfmpegInput): string[] {
  const strictly = strict ? '-xerror -err_detect crccheck+explode ' : ''
  const protocols = parts === undefined ? 'file' : 'file,subfile'
  const closed = `-protocol_whitelist ${protocols} -format_whitelist ${demuxer} -codec_whitelist ${decoders.join(',')}`
  const opened = [...`${strictly}${closed} -reinit_filter 0 -f ${demuxer}`.split(' '), ...options]
  const addresses = parts?.map(({ start, end }) => `subfile,,start,${start},end,${end},,:file:${path}`)
  return (addresses ?? [`file:${path}`]).flatMap((address) => [...opened, '-i', address])
}

/** The beginning of a filter graph, up to a comma: the file's sound, of its parts cut to their length and joined. */
export function inputGraph({ parts, filters }: FfmpegInput): string {
  const filtered = filters.map((filter) => `${filter},`).join('')
  if (parts === undefined) return `[0:a:0]${filtered}`
  const cut = parts.map(({ sampleCount }, index) => {
    const end = sampleCount === null ? '' : `=end_sample=${sampleCount}`
    return `[${index}:a:0]atrim${end},asetpts=N/SR/TB[part${index}];`
  })
  const joined = parts.map((_, index) => `[part${index}]`).join('')
  return `${cut.join('')}${joined}concat=n=${parts.length}:v=0:a=1,${filtered}`
}
