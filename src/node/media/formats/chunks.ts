import type { ByteSource } from './audioFormat.ts'

/** How a kind of file writes its chunks. */
export interface ChunkLayout {
  readonly idBytes: number
  /** Of its name and size together. */
  readonly headerBytes: number
  /** Each begins at a multiple of so many bytes behind the one before. */
  readonly alignment: number
  /**
   * The bytes of a chunk's content; below zero where the header is none.
   *
   * @param left how many the file has from there on
   */
  readonly sizeOf: (header: Buffer, left: number) => number
}

/** One chunk: its name, Latin-1, and where its content is, or would be. */
export interface Chunk {
  readonly id: string
  readonly body: number
  readonly size: number
}

/** More than anybody writes. */
const maxChunks = 1000

/** The headers of chunks from `start` to the end of the file, or to what is none. */
export async function* readChunks(
  source: ByteSource,
  start: number,
  { idBytes, headerBytes, alignment, sizeOf }: ChunkLayout,
): AsyncGenerator<Chunk> {
  let offset = start
  for (let chunk = 0; chunk < maxChunks && offset + headerBytes <= source.size; chunk++) {
    const header = await source.read(offset, headerBytes)
    const body = offset + headerBytes
    const size = sizeOf(header, source.size - body)
    if (size < 0) return
    yield { id: header.toString('latin1', 0, idBytes), body, size }
    offset = body + Math.ceil(size / alignment) * alignment
  }
}
