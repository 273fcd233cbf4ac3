import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Blocks } from '../../ipfs/peer.ts'
import type { PreviewChoice } from '../../shared/previewChoice.ts'
import type { Preview, Rendition } from '../../protocol/manifest.ts'
import { decodeToWav } from '../media/decodeToWav.ts'
import { encodeAudio } from '../media/encodeAudio.ts'
import { probe } from '../media/probe.ts'
import { excerptOf } from '../media/renditions.ts'
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
 * @throws BuskerError `MEDIA_DECODE_FAILED`, `UPLOAD_PREVIEW_TOO_LONG`, and what `encodeAudio` throws
 */
export async function makePreview(
  { rendition, segments }: ClearSound,
  choice: PreviewChoice,
  { ffmpeg, blocks, signal }: PreviewOptions,
): Promise<Preview> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-preview-'))
  try {
    const file = join(folder, 'track.wav')
    await decodeToWav(file, rendition, segments, { ffmpeg, signal })
    const source = await probe(file, { ffmpeg, signal })
    const preview = excerptOf(source, choice)
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
