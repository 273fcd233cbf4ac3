import { createSteadyClock } from '../../process/steadyClock.ts'

/**
 * What time it is for this process: the chain's, which the parent says, and which goes on by a steady clock. Until it was
 * said: the device's.
 */
export class ChildTime {
  readonly #steadyNow: () => number
  readonly #deviceNow = Date.now
  #offset: number | null = null

  constructor(steadyNow: () => number = createSteadyClock()) {
    this.#steadyNow = steadyNow
  }

  /** @param time the chain's, now, ms since epoch */
  set(time: number): void {
    this.#offset = time - this.#steadyNow()
  }

  readonly now = (): number =>
    this.#offset === null ? this.#deviceNow() : Math.round(this.#steadyNow() + this.#offset)

  /**
   * Has `Date.now` tell this time in the whole process. raiden-ts asks it when it makes a lock, judges one and takes one
   * back, and so does rxjs for its timers: on a device whose clock is wrong every payment would fail otherwise.
   */
  install(): void {
    Date.now = this.now
  }
}
