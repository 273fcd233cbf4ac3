import type { Opening, StatedAudio } from './audioFormat.ts'

/**
 * Opens little-endian integer samples where they lie, for layouts that ffmpeg's reader of the container misreads.
 *
 * @param bytesPerSample 2 to 4
 * @param offset of the first sample in the file
 */
export function rawPcm(
  bytesPerSample: number,
  offset: number,
  { sampleRate, channels }: Pick<StatedAudio, 'sampleRate' | 'channels'>,
): Opening {
  const demuxer = `s${bytesPerSample * 8}le`
  return {
    demuxer,
    decoders: [`pcm_${demuxer}`],
    options: `-ar ${sampleRate} -ac ${channels} -skip_initial_bytes ${offset}`.split(' '),
  }
}
