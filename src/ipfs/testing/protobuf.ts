import { framePrefix } from './frameOf.ts'

const lengthDelimited = 2

/** A field of a protobuf message that is bytes, a text or a message. */
export function field(number: number, value: Uint8Array | string): Uint8Array {
  const bytes = Buffer.from(value)
  return Buffer.concat([Uint8Array.of(number * 8 + lengthDelimited), framePrefix(bytes.byteLength), bytes])
}

/** A field that is a number below 128. */
export function smallNumber(number: number, value: number): Uint8Array {
  return Uint8Array.of(number * 8, value)
}
