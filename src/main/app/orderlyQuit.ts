import type { App, BrowserWindow } from 'electron'

export interface OrderlyQuitOptions {
  readonly app: Pick<App, 'on' | 'quit'>
  readonly window: Pick<BrowserWindow, 'isDestroyed' | 'hide'>
  /** How many orders are under way. */
  readonly liveOrders: () => number
  /** Asks the person whether to quit all the same, with so many orders under way. */
  readonly confirm: (liveOrders: number) => Promise<boolean>
  /** Everything that must be written is when it resolves. */
  readonly stop: () => Promise<void>
  readonly onFailure: (error: unknown) => void
}

/** As long as stopping may take, ms. What ends unasked after that resumes at the next start, as after a crash. */
export const stopMs = 20_000

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * Ends the application in order: asks first while orders are under way, then waits for what must be written.
 * A signal, or the system's own shutdown, is not asked back. What does not stop in time holds nobody up.
 */
export class OrderlyQuit {
  private readonly options: OrderlyQuitOptions
  private stopping: Promise<void> | null = null
  private hasStopped = false
  private isAsking = false

  constructor(options: OrderlyQuitOptions) {
    this.options = options
    options.app.on('before-quit', (event) => {
      if (this.hasStopped) return
      event.preventDefault()
      this.ask()
    })
    for (const signal of signals) process.on(signal, () => this.begin())
  }

  /** True once it is decided. */
  get isQuitting(): boolean {
    return this.stopping !== null
  }

  /** Quits, unless the person, asked because of live orders, says no. */
  ask(): void {
    if (this.isQuitting || this.isAsking) return
    const live = this.options.liveOrders()
    if (live === 0) return this.begin()
    this.isAsking = true
    this.options
      .confirm(live)
      .then((isSure) => isSure && this.begin())
      .catch(this.options.onFailure)
      .finally(() => (this.isAsking = false))
  }

  private begin(): void {
    const { app, window, stop, onFailure } = this.options
    if (this.stopping !== null) return
    if (!window.isDestroyed()) window.hide()
    const late = Promise.withResolvers<void>()
    const timer = setTimeout(() => {
      late.reject(new Error(`Not everything stopped within ${stopMs / 1_000} s.`))
    }, stopMs)
    this.stopping = Promise.race([stop(), late.promise])
      .catch(onFailure)
      .then(() => {
        clearTimeout(timer)
        this.hasStopped = true
        app.quit()
      })
  }
}
