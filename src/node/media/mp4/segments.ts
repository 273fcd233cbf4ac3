import { concat } from 'uint8arrays/concat'
import { releaseBytes } from '../../../shared/releaseBytes.ts'
import { invalid, splitBoxes } from './boxes.ts'
import { fragmentDuration, readTiming, type TrackTiming } from './fragmentDuration.ts'

/** A piece of a rendition that is sealed and fetched as one block. Joined in order they are a playable fragmented MP4 file. */
export interface MediaSegment {
  /** 0 is the init segment; media segments count from 1. */
  readonly index: number
  readonly bytes: Uint8Array
  /** Samples per channel it decodes to; 0 for the init segment. */
  readonly samples: number
}

/** How long segments become, in seconds: whole fragments are gathered until the target is reached. */
export interface SegmentTargets {
  /** Short, so that playing starts early. */
  readonly first: number
  readonly others: number
}

/** What ends up in no segment: an index of the whole file, which a stream has no use for. */
const dropped = new Set(['mfra', 'sidx', 'styp', 'free'])

/**
 * Gathers ffmpeg's short fragments (`moof` and `mdat`) into segments, reading no further than the caller asks.
 *
 * @param source fragmented MP4 with one track, chunked in any way
 * @throws BuskerError `MEDIA_CONTAINER_INVALID`
 */
export async function* splitSegments(
  source: AsyncIterable<Uint8Array>,
  targets: SegmentTargets,
): AsyncGenerator<MediaSegment> {
  const gathered: Uint8Array[] = []
  let timing: TrackTiming | undefined
  let samples = 0
  let index = 0
  let open = false

  const flush = (): MediaSegment => {
    const segment = { index, bytes: concat(gathered), samples }
    gathered.splice(0).forEach(releaseBytes)
    samples = 0
    index += 1
    return segment
  }

  for await (const box of splitBoxes(source)) {
    if (dropped.has(box.type)) continue
    if (!expected(box.type, timing !== undefined, open)) throw invalid(`${box.type} is out of place`)
    gathered.push(box.bytes)
    if (box.type === 'moov') {
      timing = readTiming(box)
      yield flush()
    } else if (box.type === 'moof' && timing !== undefined) {
      samples += fragmentDuration(box, timing)
      open = true
    } else if (box.type === 'mdat' && timing !== undefined) {
      open = false
      const target = index === 1 ? targets.first : targets.others
      if (samples >= target * timing.timescale) yield flush()
    }
  }
  if (timing === undefined || open) throw invalid('it ends before its first or inside its last fragment')
  if (gathered.length > 0) yield flush()
}

/** `ftyp`, `moov`, then pairs of `moof` and `mdat`. */
function expected(type: string, started: boolean, open: boolean): boolean {
  if (!started) return type === 'ftyp' || type === 'moov'
  return type === (open ? 'mdat' : 'moof')
}
