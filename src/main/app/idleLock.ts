import type { PowerMonitor } from 'electron'
import type { Preferences } from '../../shared/api/app.ts'
import type { Startable } from '../../shared/startable.ts'

/** How often it is looked whether somebody is there, ms. */
const pollMs = 5_000
/** Longer than anybody is away, s: then the system says `locked` and never `idle`. */
const never = 2 ** 31 - 1

export interface IdleLockOptions {
  readonly power: Pick<PowerMonitor, 'on' | 'off' | 'getSystemIdleTime' | 'getSystemIdleState'>
  readonly preferences: () => Pick<Preferences, 'lockAfterMinutes' | 'locksWithScreen'>
  /** There are keys in memory. */
  readonly isUnlocked: () => boolean
  readonly lock: () => void
  /** Milliseconds since epoch; replaced in tests. */
  readonly now?: () => number
}

/**
 * Locks Busker when nobody has touched the machine for as long as the person chose, and with its screen or before its sleep where
 * they want that. Music that plays counts as somebody being there; sleep does not.
 */
export class IdleLock implements Startable {
  readonly #options: IdleLockOptions
  readonly #now: () => number
  #timer: NodeJS.Timeout | null = null
  #isPlaying = false
  /** When somebody was there last that the system knows nothing of: heard music, or unlocked. */
  #presentAt = 0
  #polledAt = 0
  readonly #onScreenLock = () => {
    if (this.#options.preferences().locksWithScreen) this.#lock()
  }
  readonly #onResume = () => this.#poll()

  constructor(options: IdleLockOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  async start(): Promise<void> {
    if (this.#timer !== null) return
    const { power } = this.#options
    this.#presentAt = this.#polledAt = this.#now()
    power.on('lock-screen', this.#onScreenLock)
    power.on('suspend', this.#onScreenLock)
    power.on('resume', this.#onResume)
    this.#timer = setInterval(() => this.#poll(), pollMs)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    if (this.#timer === null) return
    clearInterval(this.#timer)
    this.#timer = null
    const { power } = this.#options
    power.off('lock-screen', this.#onScreenLock)
    power.off('suspend', this.#onScreenLock)
    power.off('resume', this.#onResume)
  }

  /** Whether music can be heard. */
  setPlaying(isPlaying: boolean): void {
    if (this.#isPlaying) this.#presentAt = this.#now()
    this.#isPlaying = isPlaying
  }

  #poll(): void {
    const { power, preferences, isUnlocked } = this.#options
    const now = this.#now()
    // Nothing looks while the machine sleeps.
    const slept = now - this.#polledAt
    this.#polledAt = now
    if (!isUnlocked()) {
      this.#presentAt = now
      return
    }
    const { lockAfterMinutes, locksWithScreen } = preferences()
    const limit = lockAfterMinutes === 0 ? Infinity : lockAfterMinutes * 60_000
    const isScreenLocked = locksWithScreen && power.getSystemIdleState(never) === 'locked'
    if (isScreenLocked || slept >= limit) return this.#lock()
    // A clock that was put back must not count as somebody being there for long.
    if (this.#isPlaying || this.#presentAt > now) this.#presentAt = now
    const idle = Math.min(power.getSystemIdleTime() * 1_000, now - this.#presentAt)
    if (idle >= limit) this.#lock()
  }

  #lock(): void {
    if (this.#options.isUnlocked()) this.#options.lock()
  }
}
