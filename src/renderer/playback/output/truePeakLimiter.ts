/** dBTP that are never exceeded, with two tenths for what eightfold oversampling does not see. */
const ceiling = 10 ** (-1.2 / 20)
/** Seconds: how far ahead a peak is seen, and over which the gain falls before it. */
const lookAheadSeconds = 0.0015
/** Seconds after which most of the gain is back. */
const releaseSeconds = 0.08
/** Peaks between samples are looked for only where a sample beside them is above this. */
const interpolateAbove = ceiling / 4

/**
 * Points looked at from one sample to the next, twice what ITU-R BS.1770-4 asks for, and samples that decide of each, four
 * times as many: fewer do not see what is above 18 kHz.
 */
const oversampling = 8
const taps = 48

/** A sinc under a Hann window, for each point between two samples; oldest sample first. */
const phases = Array.from({ length: oversampling - 1 }, (_, point) =>
  Float64Array.from({ length: taps }, (_tap, tap) => {
    const x = taps / 2 - tap - (point + 1) / oversampling
    return (Math.sin(Math.PI * x) / (Math.PI * x)) * (0.5 + 0.5 * Math.cos((Math.PI * x) / (taps / 2)))
  }),
)

/**
 * Holds peaks, those between samples too, below -1 dBTP: it sees them coming, and lowers the gain before they are there.
 * Sound below the ceiling passes unchanged, later by {@link delay}.
 */
export class TruePeakLimiter {
  /** Samples from in to out. */
  readonly delay: number
  readonly #window: number
  readonly #release: number
  /** The newest samples of each channel: a ring that is written twice, so that its newest part is always in one piece. */
  readonly #history: Float32Array[] = []
  readonly #size: number
  readonly #lowest: SlidingMinimum
  /** The gain after release, of the window; their mean is applied. */
  readonly #released: Float64Array
  #sum: number
  #gain = 1
  /** Samples since the gain was last below 1. */
  #untouched: number
  #at = 0

  /** @param sampleRate Hz */
  constructor(sampleRate: number) {
    this.#window = Math.max(1, Math.round(sampleRate * lookAheadSeconds))
    this.delay = this.#window - 1 + taps / 2
    this.#release = 1 - Math.exp(-1 / (sampleRate * releaseSeconds))
    this.#size = this.delay + taps
    this.#lowest = new SlidingMinimum(this.#window)
    this.#released = new Float64Array(this.#window).fill(1)
    this.#sum = this.#window
    this.#untouched = this.#window
  }

  /** One block: one array of samples a channel, all of one length. A channel that is missing in `input` is silent. */
  process(input: readonly Float32Array[], output: readonly Float32Array[]): void {
    const length = output[0]?.length ?? 0
    while (this.#history.length < output.length) this.#history.push(new Float32Array(this.#size * 2))
    for (let n = 0; n < length; n += 1) {
      const place = this.#at % this.#size
      let peak = ceiling
      for (let channel = 0; channel < this.#history.length; channel += 1) {
        const history = this.#history[channel]
        if (history === undefined) continue
        const sample = input[channel]?.[n] ?? 0
        history[place] = sample
        history[place + this.#size] = sample
        peak = Math.max(peak, peakBetween(history, place + this.#size - taps + 1))
      }
      const gain = this.#nextGain(ceiling / peak)
      const delayed = place + this.#size - this.delay
      for (let channel = 0; channel < output.length; channel += 1) {
        const samples = output[channel]
        if (samples !== undefined) samples[n] = (this.#history[channel]?.[delayed] ?? 0) * gain
      }
      this.#at += 1
    }
  }

  /** @param needed what the newest sample needs @returns what the one that leaves the window gets */
  #nextGain(needed: number): number {
    const held = this.#lowest.push(needed)
    this.#gain = Math.min(held, this.#gain + (1 - this.#gain) * this.#release)
    if (this.#gain > 0.99999) this.#gain = Math.min(held, 1)
    this.#untouched = this.#gain === 1 ? this.#untouched + 1 : 0
    const place = this.#at % this.#window
    this.#sum += this.#gain - (this.#released[place] ?? 1)
    this.#released[place] = this.#gain
    if (this.#untouched < this.#window) return this.#sum / this.#window
    // Nothing is left of rounding in the sum, either.
    this.#sum = this.#window
    return 1
  }
}

/** The highest value at, and between, the two samples in the middle of the filter. @param first index of its oldest sample */
function peakBetween(history: Float32Array, first: number): number {
  const middle = first + taps / 2
  const [before, after] = [Math.abs(history[middle - 1] ?? 0), Math.abs(history[middle] ?? 0)]
  let peak = before > after ? before : after
  const near = Math.max(peak, Math.abs(history[middle - 2] ?? 0), Math.abs(history[middle + 1] ?? 0))
  if (near < interpolateAbove) return peak
  for (const phase of phases) {
    let value = 0
    for (let tap = 0; tap < taps; tap += 1) value += (phase[tap] ?? 0) * (history[first + tap] ?? 0)
    peak = Math.max(peak, Math.abs(value))
  }
  return peak
}

/** The lowest of the newest `size` values: those that can still become it are kept in rising order, in a ring. */
class SlidingMinimum {
  readonly #size: number
  readonly #values: Float64Array
  readonly #times: Float64Array
  #first = 0
  #count = 0
  #now = 0

  constructor(size: number) {
    this.#size = size
    this.#values = new Float64Array(size + 1)
    this.#times = new Float64Array(size + 1)
  }

  push(value: number): number {
    while (this.#count > 0 && (this.#values[this.#place(this.#count - 1)] ?? 0) >= value) this.#count -= 1
    this.#values[this.#place(this.#count)] = value
    this.#times[this.#place(this.#count)] = this.#now
    this.#count += 1
    if ((this.#times[this.#first] ?? 0) <= this.#now - this.#size) {
      this.#first = this.#place(1)
      this.#count -= 1
    }
    this.#now += 1
    return this.#values[this.#first] ?? value
  }

  #place(offset: number): number {
    return (this.#first + offset) % (this.#size + 1)
  }
}
