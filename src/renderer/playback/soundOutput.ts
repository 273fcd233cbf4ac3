/** Seconds in which a gain changes: shorter clicks. */
const glide = 0.015

interface Gains {
  loudness: number
  volume: number
}

interface Graph {
  readonly context: AudioContext
  readonly loudness: GainNode
  readonly volume: GainNode
}

/**
 * From the element to the loudspeaker: element → loudness → volume. Gains stand in nodes, not in `element.volume`,
 * because a quiet track has to be raised above 1, and because tests record what comes after the volume.
 *
 * It is built when it is first needed: that takes as long as the rest of the page.
 */
export class SoundOutput {
  readonly #element: HTMLMediaElement
  readonly #gains: Gains = { loudness: 1, volume: 1 }
  #graph: Graph | null = null
  #rests = false

  constructor(element: HTMLMediaElement) {
    this.#element = element
  }

  get context(): AudioContext {
    return this.#built().context
  }

  /** What is heard. */
  get last(): AudioNode {
    return this.#built().volume
  }

  setLoudness(gain: number): void {
    this.#set('loudness', gain)
  }

  setVolume(gain: number): void {
    this.#set('volume', gain)
  }

  /** Has the audio thread run; needed before anything is heard. */
  async wake(): Promise<void> {
    const { context } = this.#built()
    // Until it rests, a context that is told to still calls itself running.
    if (!this.#rests && context.state === 'running') return
    this.#rests = false
    await context.resume()
  }

  /** Stops the audio thread, until it is woken. */
  async rest(): Promise<void> {
    if (this.#graph?.context.state !== 'running') return
    this.#rests = true
    await this.#graph.context.suspend()
  }

  async close(): Promise<void> {
    if (this.#graph !== null && this.#graph.context.state !== 'closed') await this.#graph.context.close()
  }

  #built(): Graph {
    this.#graph ??= build(this.#element, this.#gains)
    return this.#graph
  }

  #set(which: keyof Gains, value: number): void {
    this.#gains[which] = value
    if (this.#graph === null) return
    const { gain } = this.#graph[which]
    const { currentTime } = this.#graph.context
    gain.cancelScheduledValues(currentTime)
    gain.setValueAtTime(gain.value, currentTime)
    gain.linearRampToValueAtTime(value, currentTime + glide)
  }
}

function build(element: HTMLMediaElement, gains: Gains): Graph {
  const context = new AudioContext({ latencyHint: 'interactive' })
  const loudness = new GainNode(context, { gain: gains.loudness })
  const volume = new GainNode(context, { gain: gains.volume })
  context.createMediaElementSource(element).connect(loudness).connect(volume).connect(context.destination)
  return { context, loudness, volume }
}
