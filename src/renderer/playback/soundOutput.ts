/** Seconds in which a gain changes: shorter clicks. */
const glide = 0.015

/**
 * From the element to the loudspeaker: element → loudness → volume. Gains stand in nodes, not in `element.volume`,
 * because a quiet track has to be raised above 1, and because tests record what comes after the volume.
 */
export class SoundOutput {
  readonly context: AudioContext
  /** What is heard. */
  readonly last: AudioNode
  readonly #loudness: GainNode
  readonly #volume: GainNode
  #rests = false

  constructor(element: HTMLMediaElement) {
    this.context = new AudioContext({ latencyHint: 'interactive' })
    this.#loudness = this.context.createGain()
    this.#volume = this.context.createGain()
    this.last = this.#volume
    this.context
      .createMediaElementSource(element)
      .connect(this.#loudness)
      .connect(this.#volume)
      .connect(this.context.destination)
  }

  setLoudness(gain: number): void {
    this.#glide(this.#loudness, gain)
  }

  setVolume(gain: number): void {
    this.#glide(this.#volume, gain)
  }

  /** Has the audio thread run; needed before anything is heard. */
  async wake(): Promise<void> {
    // Until it rests, a context that is told to still calls itself running.
    if (!this.#rests && this.context.state === 'running') return
    this.#rests = false
    await this.context.resume()
  }

  /** Stops the audio thread, until it is woken. */
  async rest(): Promise<void> {
    if (this.context.state !== 'running') return
    this.#rests = true
    await this.context.suspend()
  }

  async close(): Promise<void> {
    if (this.context.state !== 'closed') await this.context.close()
  }

  #glide({ gain }: GainNode, value: number): void {
    const { currentTime } = this.context
    gain.cancelScheduledValues(currentTime)
    gain.setValueAtTime(gain.value, currentTime)
    gain.linearRampToValueAtTime(value, currentTime + glide)
  }
}
