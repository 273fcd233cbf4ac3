/**
 * Sends a copy of every block of samples it is given to the page. Runs in the audio thread.
 * A message from the page is answered by an empty block, in order: the page then has every block before it.
 */
class CaptureProcessor extends AudioWorkletProcessor {
  #isFlushRequested = false

  constructor() {
    super()
    this.port.onmessage = () => (this.#isFlushRequested = true)
  }

  override process([input = []]: Float32Array[][]): boolean {
    if (input.length > 0) this.port.postMessage(input.map((samples) => samples.slice()))
    if (this.#isFlushRequested) this.port.postMessage([])
    this.#isFlushRequested = false
    return true
  }
}

registerProcessor('capture', CaptureProcessor)
