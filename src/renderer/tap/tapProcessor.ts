/**
 * Sends a copy of every block of samples it is given to the page. Runs in the audio thread.
 * A message from the page is answered by an empty block, in its turn: the page then knows that it has all before it.
 */
class TapProcessor extends AudioWorkletProcessor {
  private isAsked = false

  constructor() {
    super()
    this.port.onmessage = () => (this.isAsked = true)
  }

  override process([input = []]: Float32Array[][]): boolean {
    if (input.length > 0) this.port.postMessage(input.map((samples) => samples.slice()))
    if (this.isAsked) this.port.postMessage([])
    this.isAsked = false
    return true
  }
}

registerProcessor('tap', TapProcessor)
