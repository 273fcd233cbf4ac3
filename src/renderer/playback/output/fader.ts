/** Room above full scale in what the elements play: lossy sound decodes to more than was encoded. */
export const headroom = 0.5

/** Seconds in which sound is taken away, or comes back, without a click. */
const fadeSeconds = 0.01

/** After which a fade counts as done whatever the audio thread says. */
const longestFadeMs = 100

/** Steps of a crossfade's curve. */
const curvePoints = 64

/** Fades one element's sound; it also gives back what {@link headroom} took. */
export class Fader {
  #node: GainNode | null = null
  /** What the node begins with. */
  #gain = 1 / headroom
  /** Of the newest wish: an older fade that ends later decides nothing. */
  #wish = 0

  /** Makes its node; before, it only remembers. */
  attach(context: BaseAudioContext): GainNode {
    this.#node = new GainNode(context, { gain: this.#gain })
    return this.#node
  }

  /** Silences the sound within hundredths of a second. @returns true once it is silent; false: something else was wished */
  async fadeOut(): Promise<boolean> {
    const wish = this.#begin()
    this.#ramp(0)
    if (this.#node !== null) await whenRendered(this.#node.context, fadeSeconds)
    return wish === this.#wish
  }

  /** For sound that begins where it was cut. */
  fadeIn(): void {
    this.#begin()
    this.#ramp(1)
  }

  /** From now on all is heard; for sound that has not begun. */
  open(): void {
    this.#begin()
    this.#set(1)
  }

  /** From now on nothing is heard; for sound that has not begun. */
  close(): void {
    this.#begin()
    this.#set(0)
  }

  /** One side of a crossfade of equal power. */
  crossfade(direction: 'in' | 'out', seconds: number): void {
    this.#begin()
    const curve = Float32Array.from({ length: curvePoints }, (_, point) => {
      const angle = (point / (curvePoints - 1)) * (Math.PI / 2)
      return (direction === 'in' ? Math.sin(angle) : Math.cos(angle)) / headroom
    })
    this.#node?.gain.setValueCurveAtTime(curve, this.#node.context.currentTime, seconds)
  }

  #begin(): number {
    this.#wish += 1
    if (this.#node === null) return this.#wish
    const { gain, context } = this.#node
    const { value } = gain
    gain.cancelScheduledValues(0)
    gain.setValueAtTime(value, context.currentTime)
    return this.#wish
  }

  #set(to: number): void {
    this.#gain = to / headroom
    this.#node?.gain.setValueAtTime(this.#gain, this.#node.context.currentTime)
  }

  #ramp(to: number): void {
    this.#gain = to / headroom
    this.#node?.gain.linearRampToValueAtTime(this.#gain, this.#node.context.currentTime + fadeSeconds)
  }
}

/** Waits until the audio thread has gone on by so many seconds; not for long where it does not run. */
async function whenRendered(context: BaseAudioContext, seconds: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, longestFadeMs)
  const clock = new ConstantSourceNode(context)
  clock.addEventListener('ended', () => resolve(), { once: true })
  clock.start()
  clock.stop(context.currentTime + seconds)
  await promise
  clearTimeout(timer)
}
