import { TruePeakLimiter } from './truePeakLimiter.ts'

/** The limiter in the audio thread. */
export default class LimiterProcessor extends AudioWorkletProcessor {
  readonly #limiter = new TruePeakLimiter(sampleRate)

  override process([input = []]: Float32Array[][], [output = []]: Float32Array[][]): boolean {
    this.#limiter.process(input, output)
    return true
  }
}

registerProcessor('limiter', LimiterProcessor)
