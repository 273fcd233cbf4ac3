/**
 * One-bit sound: the sign of a second-order delta-sigma modulator's output for each sample, eight to a byte, the first in
 * the highest bit.
 *
 * @param sample gives each sample, between −0.5 and 0.5
 * @param count of bits, a multiple of eight
 */
export function modulate(sample: (index: number) => number, count: number): Buffer {
  const bytes = Buffer.alloc(count / 8)
  let [first, second, out] = [0, 0, 0]
  for (let index = 0; index < count; index++) {
    first += sample(index) - out
    second += first - out
    out = second >= 0 ? 1 : -1
    if (out > 0) bytes.writeUInt8(bytes.readUInt8(index >> 3) | (0x80 >> (index & 7)), index >> 3)
  }
  return bytes
}
