/**
 * Turns interleaved PCM, chunked in any way, into whole frames; an incomplete last one is dropped.
 *
 * @param bytesPerFrame channels times bytes a sample
 */
export async function* wholeFrames(
  source: AsyncIterable<Uint8Array>,
  bytesPerFrame: number,
): AsyncGenerator<Buffer> {
  let carried: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    const bytes =
      carried.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
        : Buffer.concat([carried, chunk])
    const whole = bytes.length - (bytes.length % bytesPerFrame)
    carried = bytes.subarray(whole)
    if (whole > 0) yield bytes.subarray(0, whole)
  }
}
