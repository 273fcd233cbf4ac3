/** Pairs in a waveform: more than a player is pixels wide. */
const pairs = 1000

/** The waveform of a track, built while its samples stream by. */
export class WaveformBuilder {
  #bytes = 0
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
  get samplesRead(): number {
    return Math.floor(this.#bytes / this.#channels)
  }

  /** @param bytes the next interleaved unsigned 8-bit samples, cut anywhere */
  add(bytes: Uint8Array): void {
    const total = this.#sampleCount * this.#channels
    let at = 0
    while (at < bytes.length && this.#bytes + at < total) {
      const pair = Math.floor(
        (Math.floor((this.#bytes + at) / this.#channels) * this.#lowest.length) / this.#sampleCount,
      )
      const nextPair = Math.ceil(((pair + 1) * this.#sampleCount) / this.#lowest.length) * this.#channels
      const end = Math.min(bytes.length, nextPair - this.#bytes)
      this.#widen(pair, bytes, at, end)
      at = end
    }
    this.#bytes += bytes.length
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

  #widen(pair: number, bytes: Uint8Array, from: number, to: number): void {
    let low = (this.#lowest[pair] ?? 0) + 128
    let high = (this.#highest[pair] ?? 0) + 128
    for (let at = from; at < to; at++) {
      const sample = bytes[at] ?? 0
      if (sample < low) low = sample
      if (sample > high) high = sample
    }
    this.#lowest[pair] = low - 128
    this.#highest[pair] = high - 128
  }
}
