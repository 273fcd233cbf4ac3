import type { Label } from '../../shared/ids.ts'
import type { DesktopNotification } from '../windows/desktopNotification.ts'

/** What is told in a notification. */
export interface Notice {
  readonly title: string
  readonly body: string
  /** The work whose cover is shown; null: none is named. */
  readonly label: Label | null
  readonly onClick: () => void
}

/** So many can be taken away again; of older ones some systems never say that they are gone. */
const mostKept = 50

export interface NotifierOptions {
  /** Null: it has none, or none that is here soon. */
  readonly coverOf: (label: Label) => Promise<Uint8Array | null>
  /** @returns takes it away */
  readonly display: (notification: DesktopNotification) => () => void
  readonly onFailure: (error: unknown) => void
}

/** Shows notifications with covers while Busker is open, and leaves none behind the lock. */
export class Notifier {
  readonly #options: NotifierOptions
  readonly #shown = new Set<() => void>()
  /** Counts how often what was shown was taken away. */
  #lock = 0

  constructor(options: NotifierOptions) {
    this.#options = options
  }

  /** Shows it when its cover is there. */
  show(notice: Notice): void {
    this.#display(notice).catch(this.#options.onFailure)
  }

  /** Takes away what is shown, and what was about to be: nobody reads behind the lock what was bought or sold. */
  clear(): void {
    this.#lock += 1
    for (const close of this.#shown) close()
    this.#shown.clear()
  }

  async #display({ title, body, label, onClick }: Notice): Promise<void> {
    const { coverOf, display, onFailure } = this.#options
    const lock = this.#lock
    const picture =
      label === null
        ? null
        : await coverOf(label).catch((error: unknown) => {
            onFailure(error)
            return null
          })
    if (lock !== this.#lock) return
    const close = display({ title, body, picture, onClick, onClosed: () => this.#shown.delete(close) })
    this.#shown.add(close)
    const [oldest] = this.#shown
    if (this.#shown.size > mostKept && oldest !== undefined) this.#shown.delete(oldest)
  }
}
