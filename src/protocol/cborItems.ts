/**
 * How many items DAG-CBOR bytes hold: numbers, texts, byte strings, lists, maps and tags, each for itself. Each becomes an
 * object while a message is decoded, so their number, and not the bytes, says what that costs.
 *
 * @param limit reads no further than one more
 * @returns a count that is too low where the bytes are no CBOR: the decoder says so
 */
export function countItems(bytes: Uint8Array, limit: number): number {
  let count = 0
  let at = 0
  while (at < bytes.byteLength && count <= limit) {
    const first = bytes[at] ?? 0
    const [argument, size] = readArgument(bytes, at, first & 0x1f)
    const isString = first >>> 5 === 2 || first >>> 5 === 3
    at += size + (isString ? argument : 0)
    count += 1
  }
  return count
}

/** What the lower five bits of an item's first byte stand for, and the bytes that said so. */
function readArgument(bytes: Uint8Array, at: number, info: number): [argument: number, size: number] {
  if (info < 24 || info > 27) return [info, 1]
  const length = 2 ** (info - 24)
  let argument = 0
  for (let index = 1; index <= length; index++) argument = argument * 256 + (bytes[at + index] ?? 0)
  return [argument, 1 + length]
}
