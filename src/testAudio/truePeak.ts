/** Points looked at between two samples: finer than the four of ITU-R BS.1770. */
const oversampling = 8
/** Samples on either side that decide of a point between. */
const reach = 24

/** The value at a time between samples, by a sinc under a Hann window. @param at samples */
function interpolated(samples: Float32Array, at: number): number {
  let value = 0
  for (let n = Math.floor(at) - reach + 1; n <= Math.floor(at) + reach; n += 1) {
    const x = at - n
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
    value += (samples[n] ?? 0) * sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach))
  }
  return value
}

/**
 * The highest true peak of a recording, in dBTP: peaks between samples are found as well, but not within half a
 * millisecond of its ends, beyond which nothing is known.
 */
export function truePeak(samples: Float32Array): number {
  let peak = 0
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample))
  // No peak of music stands twice as high as the samples beside it.
  const near = peak / 2
  for (let n = reach; n < samples.length - reach; n += 1) {
    if (Math.abs(samples[n] ?? 0) < near) continue
    for (let point = 1; point < oversampling; point += 1)
      peak = Math.max(peak, Math.abs(interpolated(samples, n + point / oversampling)))
  }
  return 20 * Math.log10(Math.max(peak, 1e-10))
}
