import type { Fader } from './output/fader.ts'

/** What is needed of the audio element. */
export type SoundElement = Pick<
  HTMLMediaElement,
  'currentTime' | 'paused' | 'playbackRate' | 'play' | 'pause' | 'addEventListener'
>

/** What is needed of the gain behind it. */
export type SoundFader = Pick<Fader, 'fadeOut' | 'fadeIn' | 'open' | 'close' | 'crossfade'>

/** How sound begins: as it is, for the beginning of a track; out of silence within hundredths of a second, or seconds. */
type Entrance = 'open' | 'fade' | { readonly crossfadeSeconds: number }

/**
 * An audio element that never begins, ends or jumps within a wave: what would click is faded. What is heard of a place
 * jumped to is never what was there before, since nothing is heard between the end of the fade and the end of the jump.
 */
export class FadedElement {
  readonly #element: SoundElement
  readonly #fader: SoundFader
  readonly #onError: (error: unknown) => void
  /** Where a jump goes that waits for the fade. */
  #target: number | null = null
  #entrance: Entrance = 'open'
  #isAudible = false
  /** The element was silenced, and old sound may be under way until the next jump has been made. */
  #isSilenced = false
  /** The jump is being made; sound begins when it has been. */
  #isJumping = false
  #shouldPlay = false

  /** @param onError gets why the element does not play */
  constructor(element: SoundElement, fader: SoundFader, onError: (error: unknown) => void) {
    this.#element = element
    this.#fader = fader
    this.#onError = onError
    element.addEventListener('playing', () => this.#onPlaying())
    element.addEventListener('waiting', () => {
      if (this.#isAudible) fader.close()
      this.#isAudible = false
    })
    for (const silent of ['pause', 'ended']) element.addEventListener(silent, () => (this.#isAudible = false))
    element.addEventListener('seeked', () => {
      if (!this.#isJumping) return
      this.#isJumping = false
      if (this.#shouldPlay) this.play()
    })
  }

  /** Seconds: where it is, or is about to be. */
  get time(): number {
    return this.#target ?? this.#element.currentTime
  }

  get isJumping(): boolean {
    return this.#target !== null
  }

  set rate(rate: number) {
    this.#element.playbackRate = rate
  }

  /** Fades out and pauses. Resolves once nothing is heard, or once something else was asked for. */
  async silence(): Promise<void> {
    if (this.#element.paused) return
    if (this.#isAudible && !(await this.#fader.fadeOut())) return
    this.#fader.close()
    this.#isAudible = false
    this.#isSilenced = true
    this.#element.pause()
  }

  /** @param seconds on the timeline */
  jumpTo(seconds: number, entrance: Entrance): void {
    if (this.#element.paused) {
      this.#jump(seconds, entrance)
      return
    }
    this.#target = seconds
    void this.silence().then(() => {
      if (this.#target === seconds) this.#jump(seconds, entrance)
    })
  }

  play(): void {
    this.#shouldPlay = true
    if (this.#target !== null || this.#isJumping) return
    if (!this.#element.paused && this.#isAudible) {
      this.#fader.fadeIn()
      return
    }
    if (this.#entrance === 'open') this.#fader.open()
    else this.#fader.close()
    this.#element.play().catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === 'AbortError')) this.#onError(error)
    })
  }

  pause(): void {
    this.#shouldPlay = false
    if (this.#target !== null) return
    if (this.#isAudible) void this.silence()
    else this.#element.pause()
  }

  /** Has sound come out of silence once it begins, over so many seconds. */
  enterBy(crossfadeSeconds: number): void {
    this.#entrance = { crossfadeSeconds }
  }

  /** For an element that has got a new source: it is at its beginning, and silent. */
  reset(): void {
    this.#target = null
    this.#entrance = 'open'
    this.#isAudible = false
    this.#isSilenced = false
    this.#isJumping = false
  }

  #jump(seconds: number, entrance: Entrance): void {
    this.#target = null
    this.#entrance = entrance
    this.#isJumping = this.#isSilenced
    this.#isSilenced = false
    this.#element.currentTime = seconds
    if (this.#shouldPlay && !this.#isJumping) this.play()
  }

  #onPlaying(): void {
    this.#isAudible = true
    const entrance = this.#entrance
    this.#entrance = 'fade'
    if (entrance === 'fade') this.#fader.fadeIn()
    if (typeof entrance === 'object') this.#fader.crossfade('in', entrance.crossfadeSeconds)
  }
}
