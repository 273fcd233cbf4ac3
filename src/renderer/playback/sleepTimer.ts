import type { Sleep } from './playerState.ts'

/** Tells when it is time to pause. */
export class SleepTimer {
  readonly #onTime: () => void
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(onTime: () => void) {
    this.#onTime = onTime
  }

  /** Replaces what was set before. */
  set(sleep: Sleep | null): void {
    clearTimeout(this.#timer)
    if (sleep === null || sleep === 'afterTrack') return
    this.#timer = setTimeout(this.#onTime, Math.max(0, sleep.at - Date.now()))
  }
}
