import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Blocks } from '../../ipfs/peer.ts'
import type { Preview, Rendition } from '../../protocol/manifest.ts'
import { decodeToWav } from '../media/decodeToWav.ts'
import { encodeAudio } from '../media/encodeAudio.ts'
import { probe } from '../media/probe.ts'
import { defaultExcerpt } from '../media/renditions.ts'
import { storePreview } from './sealSound.ts'

/** A track of one's own, opened. */
export interface ClearSound {
  readonly rendition: Rendition
  /** In clear, init segment first. */
  readonly segments: AsyncIterable<Uint8Array>
}

interface PreviewOptions {
  readonly ffmpeg: string
  readonly blocks: Pick<Blocks, 'put'>
  readonly signal: AbortSignal
}

/**
 * Makes another preview of a published track from its best rendition: the file it came from may be gone.
 *
 * @param startMs where it begins; so that it is as long as the first was, at the latest that long before the end
 * @throws BuskerError `MEDIA_DECODE_FAILED`, and what `encodeAudio` throws
 */
export async function makePreview(
  { rendition, segments }: ClearSound,
  startMs: number,
  { ffmpeg, blocks, signal }: PreviewOptions,
): Promise<Preview> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-preview-'))
  try {
    const file = join(folder, 'track.wav')
    await decodeToWav(file, rendition, segments, { ffmpeg, signal })
    const source = await probe(file, { ffmpeg, signal })
    const { length } = defaultExcerpt(source)
    const latest = source.sampleCount / source.sampleRate - length
    const preview = { start: Math.min(startMs / 1000, Math.max(0, latest)), length }
    const parts: Uint8Array[] = []
    const encoded = await encodeAudio(source, {
      ffmpeg,
      signal,
      preview,
      onSegment: async (name, { bytes }) => void (name === 'preview' && parts.push(bytes)),
    })
    const facts = encoded.renditions.find(({ name }) => name === 'preview')
    return await storePreview(parts, facts, { blocks, onBlock: () => undefined })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
