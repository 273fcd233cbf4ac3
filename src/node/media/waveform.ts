/** Pairs in a waveform: more than a player is pixels wide. */
const pairs = 1000

/** The waveform of a track, built while its samples stream by. */
export class Waveform {
  #seen = 0
  readonly #lowest: Int8Array
  readonly #highest: Int8Array
  readonly #sampleCount: number
  readonly #channels: number

  /** @param sampleCount samples per channel of the whole track: what comes after them is counted but not drawn */
  constructor(sampleCount: number, channels: number) {
    const length = Math.min(pairs, sampleCount)
    this.#lowest = new Int8Array(length).fill(127)
    this.#highest = new Int8Array(length).fill(-128)
    this.#sampleCount = sampleCount
    this.#channels = channels
  }

  /** Samples per channel so far. */
  get seen(): number {
    return this.#seen
  }

  /** @param frames interleaved signed 16-bit little-endian samples, whole frames */
  add(frames: Buffer): void {
    const samples = new Int16Array(frames.buffer.slice(frames.byteOffset, frames.byteOffset + frames.length))
    const length = samples.length / this.#channels
    let at = 0
    while (at < length && this.#seen + at < this.#sampleCount) {
      const pair = Math.floor(((this.#seen + at) * this.#lowest.length) / this.#sampleCount)
      const end = Math.min(
        length,
        Math.ceil(((pair + 1) * this.#sampleCount) / this.#lowest.length) - this.#seen,
      )
      this.#widen(pair, samples.subarray(at * this.#channels, end * this.#channels))
      at = end
    }
    this.#seen += length
  }

  /** Pairs of lowest and highest sample over all channels, signed 8 bit, evenly over the track. */
  finish(): Uint8Array {
    const drawn = new Int8Array(this.#lowest.length * 2)
    for (let pair = 0; pair < this.#lowest.length; pair++) {
      drawn[pair * 2] = this.#lowest[pair] ?? 0
      drawn[pair * 2 + 1] = this.#highest[pair] ?? 0
    }
    return new Uint8Array(drawn.buffer)
  }

  #widen(pair: number, samples: Int16Array): void {
    let low = 32767
    let high = -32768
    for (const sample of samples) {
      if (sample < low) low = sample
      if (sample > high) high = sample
    }
    this.#lowest[pair] = Math.min(this.#lowest[pair] ?? 0, low >> 8)
    this.#highest[pair] = Math.max(this.#highest[pair] ?? 0, high >> 8)
  }
}
