/** Hands on every block of samples it is given, and sends a copy of it to the page. Runs in the audio thread. */
class TapProcessor extends AudioWorkletProcessor {
  override process([input = []]: Float32Array[][], [output = []]: Float32Array[][]): boolean {
    for (const [index, samples] of input.entries()) output[index]?.set(samples)
    if (input.length > 0) this.port.postMessage(input.map((samples) => samples.slice()))
    return true
  }
}

registerProcessor('tap', TapProcessor)
