/** Seconds over which a gain is ramped: a shorter ramp clicks. */
const rampSeconds = 0.015

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
export class AudioOutput {
  readonly #element: HTMLMediaElement
  readonly #gains: Gains = { loudness: 1, volume: 1 }
  #graph: Graph | null = null
  #isSuspended = false

  constructor(element: HTMLMediaElement) {
    this.#element = element
  }

  get context(): AudioContext {
    return this.#ensureGraph().context
  }

  /** The last node before the loudspeaker. */
  get outputNode(): AudioNode {
    return this.#ensureGraph().volume
  }

  setLoudness(gain: number): void {
    this.#set('loudness', gain)
  }

  setVolume(gain: number): void {
    this.#set('volume', gain)
  }

  /** Resumes the audio thread; needed before anything is heard. */
  async resume(): Promise<void> {
    const { context } = this.#ensureGraph()
    // Until it is suspended, a context being suspended still says `running`.
    if (!this.#isSuspended && context.state === 'running') return
    this.#isSuspended = false
    await context.resume()
  }

  /** Suspends the audio thread. */
  async suspend(): Promise<void> {
    if (this.#graph?.context.state !== 'running') return
    this.#isSuspended = true
    await this.#graph.context.suspend()
  }

  async close(): Promise<void> {
    if (this.#graph !== null && this.#graph.context.state !== 'closed') await this.#graph.context.close()
  }

  #ensureGraph(): Graph {
    this.#graph ??= buildGraph(this.#element, this.#gains)
    return this.#graph
  }

  #set(which: keyof Gains, value: number): void {
    this.#gains[which] = value
    if (this.#graph === null) return
    const { gain } = this.#graph[which]
    const { currentTime } = this.#graph.context
    gain.cancelScheduledValues(currentTime)
    gain.setValueAtTime(gain.value, currentTime)
    gain.linearRampToValueAtTime(value, currentTime + rampSeconds)
  }
}

function buildGraph(element: HTMLMediaElement, gains: Gains): Graph {
  const context = new AudioContext({ latencyHint: 'interactive' })
  const loudness = new GainNode(context, { gain: gains.loudness })
  const volume = new GainNode(context, { gain: gains.volume })
  context.createMediaElementSource(element).connect(loudness).connect(volume).connect(context.destination)
  return { context, loudness, volume }
}
