import type { App, BrowserWindow } from 'electron'

export interface GracefulQuitOptions {
  readonly app: Pick<App, 'on' | 'quit'>
  readonly window: Pick<BrowserWindow, 'isDestroyed' | 'hide'>
  /** How many orders are under way. */
  readonly liveOrders: () => number
  /** Asks the person whether to quit all the same, with so many orders under way. */
  readonly confirm: (liveOrders: number) => Promise<boolean>
  /** Resolves when everything that must be written has been. */
  readonly stop: () => Promise<void>
  readonly onFailure: (error: unknown) => void
}

/** The longest stopping may take, ms. What has not stopped by then resumes at the next start, as after a crash. */
export const shutdownTimeoutMs = 20_000

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Ends the application in order: asks first while orders are under way, then waits for what must be written.
 * A signal, or the system's own shutdown, is not confirmed. Stopping is given up after a time.
 */
export class GracefulQuit {
  readonly #options: GracefulQuitOptions
  #stopping: Promise<void> | null = null
  #hasStopped = false
  #isConfirming = false

  constructor(options: GracefulQuitOptions) {
    this.#options = options
    options.app.on('before-quit', (event) => {
      if (this.#hasStopped) return
      event.preventDefault()
      this.requestQuit()
    })
    for (const signal of signals) process.on(signal, () => this.#shutDown())
  }

  /** True once it is decided. */
  get isQuitting(): boolean {
    return this.#stopping !== null
  }

  /** Quits, unless the person, asked because of live orders, says no. */
  requestQuit(): void {
    if (this.isQuitting || this.#isConfirming) return
    const live = this.#options.liveOrders()
    if (live === 0) return this.#shutDown()
    this.#isConfirming = true
    this.#options
      .confirm(live)
      .then((isSure) => isSure && this.#shutDown())
      .catch(this.#options.onFailure)
      .finally(() => (this.#isConfirming = false))
  }

  #shutDown(): void {
    const { app, window, stop, onFailure } = this.#options
    if (this.#stopping !== null) return
    if (!window.isDestroyed()) window.hide()
    const timeout = Promise.withResolvers<void>()
    const timer = setTimeout(() => {
      timeout.reject(new Error(`Not everything stopped within ${shutdownTimeoutMs / 1_000} s.`))
    }, shutdownTimeoutMs)
    this.#stopping = Promise.race([stop(), timeout.promise])
      .catch(onFailure)
      .then(() => {
        clearTimeout(timer)
        this.#hasStopped = true
        app.quit()
      })
  }
}
