import { Uint8ArrayList } from 'uint8arraylist'

/** What stands before a frame of so many bytes. */
export function framePrefix(length: number): Uint8Array {
  const bytes: number[] = []
  let left = length
  for (; left >= 0x80; left = Math.floor(left / 0x80)) bytes.push((left % 0x80) + 0x80)
  return Uint8Array.of(...bytes, left)
}

/** A message as it is framed on a stream. */
export function frameOf(message: Uint8Array): Uint8Array {
  return new Uint8ArrayList(framePrefix(message.byteLength), message).subarray()
}
