import limiterProcessor from './output/limiterProcessor.ts?worker&url'
import type { Fader } from './output/fader.ts'

/** Seconds over which the volume is ramped: a shorter ramp clicks. */
const rampSeconds = 0.015

/** An element, and what fades it. */
interface OutputInput {
  readonly element: HTMLMediaElement
  readonly fader: Fader
}

interface Graph {
  readonly context: AudioContext
  readonly volume: GainNode
  readonly end: GainNode
  /** Rejects when the limiter cannot be loaded; nothing is heard before. */
  readonly ready: Promise<void>
}

/**
 * From the elements to the loudspeaker: element → fader, for each, then volume → limiter → end. The loudness of a track
 * is in its samples already; the limiter holds what is above -1 dBTP all the same, and whatever two tracks add up to.
 *
 * It is built when it is first needed: that takes as long as the rest of the page.
 */
export class AudioOutput {
  readonly #inputs: readonly OutputInput[]
  #volume = 1
  #device = ''
  #graph: Graph | null = null
  #isSuspended = false

  constructor(inputs: readonly OutputInput[]) {
    this.#inputs = inputs
  }

  get context(): AudioContext {
    return this.#ensureGraph().context
  }

  /** The last node before the loudspeaker. */
  get outputNode(): AudioNode {
    return this.#ensureGraph().end
  }

  setVolume(gain: number): void {
    this.#volume = gain
    if (this.#graph === null) return
    const { context, volume } = this.#graph
    const { currentTime } = context
    volume.gain.cancelScheduledValues(currentTime)
    volume.gain.setValueAtTime(volume.gain.value, currentTime)
    volume.gain.linearRampToValueAtTime(gain, currentTime + rampSeconds)
  }

  /**
   * @param id of an audio output device; empty: the system's default, which is also played through where the device is gone
   */
  async setDevice(id: string): Promise<void> {
    if (id === this.#device) return
    this.#device = id
    if (this.#graph !== null) await applyDevice(this.#graph.context, id)
  }

  /** Resumes the audio thread; needed before anything is heard. */
  async resume(): Promise<void> {
    const { context, ready } = this.#ensureGraph()
    await ready
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
    if (this.#graph !== null) return this.#graph
    this.#graph = buildGraph(this.#inputs, this.#volume)
    if (this.#device !== '') void applyDevice(this.#graph.context, this.#device)
    return this.#graph
  }
}

function buildGraph(inputs: readonly OutputInput[], gain: number): Graph {
  const context = new AudioContext({ latencyHint: 'interactive' })
  const volume = new GainNode(context, { gain })
  const end = new GainNode(context)
  end.connect(context.destination)
  for (const { element, fader } of inputs)
    context.createMediaElementSource(element).connect(fader.attach(context)).connect(volume)
  const ready = context.audioWorklet.addModule(limiterProcessor).then(() => {
    const limiter = new AudioWorkletNode(context, 'limiter', {
      channelCount: 2,
      channelCountMode: 'explicit',
      outputChannelCount: [2],
    })
    volume.connect(limiter).connect(end)
  })
  // Who resumes hears of it.
  ready.catch(() => undefined)
  return { context, volume, end, ready }
}

/** TypeScript's DOM library leaves this out. */
type WithDevice = AudioContext & { setSinkId(id: string): Promise<void> }

async function applyDevice(context: AudioContext, id: string): Promise<void> {
  const withDevice = context as WithDevice
  await withDevice.setSinkId(id).catch(() => withDevice.setSinkId(''))
}
