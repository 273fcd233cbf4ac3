/**
 * Hands on every block of samples it is given, and sends a copy of it to the page. Runs in the audio thread.
 * A message from the page is answered by an empty block, in its turn: the page then knows that it has all before it.
 */
class TapProcessor extends AudioWorkletProcessor {
  private isAsked = false

  constructor() {
    super()
    this.port.onmessage = () => (this.isAsked = true)
  }

  override process([input = []]: Float32Array[][], [output = []]: Float32Array[][]): boolean {
    for (const [index, samples] of input.entries()) output[index]?.set(samples)
    if (input.length > 0) this.port.postMessage(input.map((samples) => samples.slice()))
    if (this.isAsked) this.port.postMessage([])
    this.isAsked = false
    return true
  }
}

registerProcessor('tap', TapProcessor)
