import { BuskerError } from '../../../shared/errors.ts'

/** One ISO base media file format box (ISO 14496-12 §4.2). */
export interface Box {
  readonly type: string
  /** The whole box, header and all. */
  readonly bytes: Uint8Array
}

const headerBytes = 8
const longHeaderBytes = 16
/** A second of eight-channel 384 kHz PCM is half of this: what is longer is no fragment of ours. */
const maxBoxBytes = 32 * 1024 * 1024

/**
 * Cuts a byte stream into its top-level boxes, however the bytes are chunked, holding one box at a time; of a chunk nothing is
 * kept.
 *
 * @throws BuskerError `MEDIA_CONTAINER_INVALID` at a box of impossible size, or when the stream ends inside one
 */
export async function* splitBoxes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Box> {
  let box = new UnfinishedBox()
  for await (const chunk of source) {
    for (let at = 0; at < chunk.byteLength;) {
      at += box.fill(chunk.subarray(at))
      if (!box.isWhole) continue
      yield { type: boxType(box.bytes), bytes: box.bytes }
      box = new UnfinishedBox()
    }
  }
  if (!box.isEmpty) throw invalid('it ends inside a box')
}

class UnfinishedBox {
  /** As long as what is known of it says that it is. */
  bytes = new Uint8Array(headerBytes)
  #filled = 0

  get isEmpty(): boolean {
    return this.#filled === 0
  }

  get isWhole(): boolean {
    return this.#filled === this.bytes.byteLength
  }

  /** @returns how many of these bytes are its own */
  fill(from: Uint8Array): number {
    const taken = from.subarray(0, this.bytes.byteLength - this.#filled)
    this.bytes.set(taken, this.#filled)
    this.#filled += taken.byteLength
    if (this.isWhole) this.#grow(boxSize(this.bytes) ?? longHeaderBytes)
    return taken.byteLength
  }

  #grow(size: number): void {
    if (size === this.bytes.byteLength) return
    const grown = new Uint8Array(size)
    grown.set(this.bytes)
    this.bytes = grown
  }
}

/** The boxes inside `body`. */
export function* childBoxes(body: Uint8Array): Generator<{ type: string; body: DataView }> {
  let offset = 0
  while (offset < body.byteLength) {
    const rest = body.subarray(offset)
    const size = boxSize(rest)
    if (size === undefined || size > rest.byteLength) throw invalid('a box is longer than the one it is in')
    const start = offset + headerSize(rest)
    yield {
      type: boxType(rest),
      body: new DataView(body.buffer, body.byteOffset + start, offset + size - start),
    }
    offset += size
  }
}

/** The content of the box at `path` below `body`; undefined where there is none. */
export function findBox(body: Uint8Array, path: readonly string[]): DataView | undefined {
  const [type, ...rest] = path
  for (const child of childBoxes(body)) {
    if (child.type !== type) continue
    if (rest.length === 0) return child.body
    return findBox(viewBytes(child.body), rest)
  }
  return undefined
}

/** The content of a whole box. */
export function boxBody(box: Box): Uint8Array {
  return box.bytes.subarray(headerSize(box.bytes))
}

export function invalid(what: string): BuskerError {
  return new BuskerError('MEDIA_CONTAINER_INVALID', `The fragmented MP4 is not readable: ${what}.`)
}

/** The bytes a view looks at. */
export function viewBytes(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
}

function boxType(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(4, 8))
}

function headerSize(bytes: Uint8Array): number {
  return viewOf(bytes).getUint32(0) === 1 ? longHeaderBytes : headerBytes
}

/** Undefined while too few bytes are there to tell. */
function boxSize(bytes: Uint8Array): number | undefined {
  if (bytes.byteLength < headerBytes) return undefined
  const view = viewOf(bytes)
  const short = view.getUint32(0)
  if (short === 1 && bytes.byteLength < longHeaderBytes) return undefined
  const size = short === 1 ? Number(view.getBigUint64(8)) : short
  if (size < headerSize(bytes) || size > maxBoxBytes) throw invalid(`a box claims ${size} bytes`)
  return size
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
