/**
 * Gives the memory of bytes back at once instead of when the garbage collector next looks, which is after tens of megabytes of
 * them. Only for their owner: they are empty from then on. Bytes that share their buffer with others are left as they are.
 */
export function releaseBytes(bytes: Uint8Array): void {
  const { buffer, byteLength } = bytes
  if (!(buffer instanceof ArrayBuffer) || buffer.detached || buffer.byteLength !== byteLength) return
  buffer.transfer(0)
}
