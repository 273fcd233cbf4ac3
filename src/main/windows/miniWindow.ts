import type { BrowserWindow, Rectangle } from 'electron'

/** Below these the pages cannot be used; px. */
export const minimumSize = { width: 480, height: 400 }
/** Of the mini player; px. */
const miniSize = { width: 420, height: 112 }

type SizedWindow = Pick<
  BrowserWindow,
  'getBounds' | 'setBounds' | 'setContentSize' | 'setMinimumSize' | 'setAlwaysOnTop'
>

/** Makes a window small and keeps it above the others, and gives it back its place and size. */
export class MiniWindow {
  readonly #window: SizedWindow
  /** Where it was before it became small. */
  #before: Rectangle | null = null

  constructor(window: SizedWindow) {
    this.#window = window
  }

  set(isMini: boolean): void {
    if (isMini === (this.#before !== null)) return
    this.#window.setAlwaysOnTop(isMini)
    if (isMini) {
      this.#before = this.#window.getBounds()
      this.#window.setMinimumSize(miniSize.width, miniSize.height)
      this.#window.setContentSize(miniSize.width, miniSize.height)
      return
    }
    if (this.#before !== null) this.#window.setBounds(this.#before)
    this.#window.setMinimumSize(minimumSize.width, minimumSize.height)
    this.#before = null
  }
}
