import { toErrorData } from '../../shared/errors.ts'
import { readLyricsFile } from '../media/lyricsFile.ts'
import { readFileTags } from '../media/probe.ts'
import { readAudioHeader } from '../media/readAudioHeader.ts'
import type { LocalTags, ReadFile } from './contract.ts'
import { coverCid } from './coverCid.ts'
import { openLocalFile } from './openLocalFile.ts'

/** What a file says of itself; nothing is decoded. What is wrong with it is its `problem`. */
export async function readLocalFile(root: string, file: string): Promise<ReadFile> {
  try {
    await using opened = await openLocalFile(root, file)
    const header = await readAudioHeader(opened)
    const { sampleCount, sampleRate } = header.stated
    const { tags } = await readFileTags(opened, header)
    const { title, artist, album, genre, releaseDate, trackNumber, artwork } = tags
    const lyrics = tags.lyrics ?? (await readLyricsFile(opened.path))
    const read: LocalTags = {
      ...(title !== undefined && { title }),
      ...(artist !== undefined && { artist }),
      ...(album !== undefined && { release: album }),
      ...(genre !== undefined && { genre }),
      ...(releaseDate !== undefined && { releaseDate }),
      ...(trackNumber !== undefined && { trackNumber }),
      durationMs: sampleCount === null ? null : Math.round((sampleCount / sampleRate) * 1000),
    }
    return {
      file,
      tags: read,
      ...(artwork !== undefined && { cover: coverCid(artwork.bytes) }),
      ...(lyrics !== undefined && { lyrics }),
    }
  } catch (error) {
    return { file, problem: toErrorData(error).code }
  }
}

/** The picture in a file, or beside it, as it is. Undefined where there is none that can be read. */
export async function readLocalCover(root: string, file: string): Promise<Uint8Array | undefined> {
  try {
    await using opened = await openLocalFile(root, file)
    const { tags } = await readFileTags(opened, await readAudioHeader(opened))
    return tags.artwork?.bytes
  } catch {
    // It has gone or was changed since it was listed.
    return undefined
  }
}
