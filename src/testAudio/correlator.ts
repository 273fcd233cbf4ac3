import FFT from 'fft.js'

/** The best place of a block in a window, and how well it fits there. */
export type Correlate = (block: Float32Array, window: Float32Array) => { lag: number; correlation: number }

/**
 * Normalised cross-correlation by Fourier transform.
 *
 * @param length samples of a block
 * @param reach the window has this many samples more on both sides; lags go from −reach to reach
 */
export function createCorrelator(length: number, reach: number): Correlate {
  const size = 2 ** Math.ceil(Math.log2(length + 2 * reach))
  const fft = new FFT(size)

  const spectrum = (samples: Float32Array): number[] => {
    const padded = Array.from<number>({ length: size }).fill(0)
    samples.forEach((sample, index) => (padded[index] = sample))
    const result: number[] = fft.createComplexArray()
    fft.realTransform(result, padded)
    fft.completeSpectrum(result)
    return result
  }

  return (block, window) => {
    const product = multiplyConjugate(spectrum(block), spectrum(window))
    const correlation: number[] = fft.createComplexArray()
    fft.inverseTransform(correlation, product)
    const blockEnergy = energy(block, 0, block.length)
    let windowEnergy = energy(window, 0, length)
    let best = { lag: 0, correlation: -Infinity }
    for (let offset = 0; offset <= 2 * reach; offset++) {
      // The running sum drifts: what is a millionth of the block is silence.
      const heard = windowEnergy > blockEnergy * 1e-6
      const value = heard ? (correlation[2 * offset] ?? 0) / Math.sqrt(blockEnergy * windowEnergy) : 0
      if (value > best.correlation) best = { lag: offset - reach, correlation: value }
      windowEnergy += square(window, offset + length) - square(window, offset)
    }
    return best
  }
}

/** The spectrum of the correlation: conj(a) · b, element by element, real and imaginary parts alternating. */
function multiplyConjugate(a: readonly number[], b: readonly number[]): number[] {
  const product = Array.from<number>({ length: a.length })
  for (let at = 0; at < a.length; at += 2) {
    const [ar = 0, ai = 0, br = 0, bi = 0] = [a[at], a[at + 1], b[at], b[at + 1]]
    product[at] = ar * br + ai * bi
    product[at + 1] = ar * bi - ai * br
  }
  return product
}

function energy(samples: Float32Array, from: number, to: number): number {
  let sum = 0
  for (let at = from; at < to; at++) sum += square(samples, at)
  return sum
}

function square(samples: Float32Array, at: number): number {
  const sample = samples[at] ?? 0
  return sample * sample
}
