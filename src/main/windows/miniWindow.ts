import type { BrowserWindow, Rectangle } from 'electron'
import { minimumSize } from './minimumSize.ts'
import type { Point } from './windowPlaces.ts'

/** Of the mini player; px. */
const miniSize = { width: 420, height: 112 }

export interface MiniWindowOptions {
  readonly window: Pick<
    BrowserWindow,
    | 'getNormalBounds'
    | 'getBounds'
    | 'setBounds'
    | 'setPosition'
    | 'setContentSize'
    | 'setMinimumSize'
    | 'setAlwaysOnTop'
    | 'isMaximized'
    | 'maximize'
    | 'unmaximize'
  >
  /** Where the mini player was last; null: nowhere yet. */
  readonly lastPlace: () => Point | null
  /** Where such bounds are in sight; null: on no display that is there. */
  readonly fit: (bounds: Rectangle) => Rectangle | null
}

/** Makes a window small and keeps it above the others, and gives it back its place and size. */
export class MiniWindow {
  readonly #options: MiniWindowOptions
  /** How it was before it became small. */
  #before: { readonly bounds: Rectangle; readonly isMaximised: boolean } | null = null

  constructor(options: MiniWindowOptions) {
    this.#options = options
  }

  get isMini(): boolean {
    return this.#before !== null
  }

  set(isMini: boolean): void {
    if (isMini === this.isMini) return
    this.#options.window.setAlwaysOnTop(isMini)
    if (isMini) this.#shrink()
    else this.#restore()
  }

  #shrink(): void {
    const { window, lastPlace, fit } = this.#options
    const isMaximised = window.isMaximized()
    this.#before = { bounds: window.getNormalBounds(), isMaximised }
    // One that is maximised takes no other size.
    if (isMaximised) window.unmaximize()
    window.setMinimumSize(miniSize.width, miniSize.height)
    window.setContentSize(miniSize.width, miniSize.height)
    const last = lastPlace()
    const { width, height } = window.getBounds()
    const place = last && fit({ ...last, width, height })
    if (place !== null) window.setPosition(place.x, place.y)
  }

  #restore(): void {
    const { window, fit } = this.#options
    const before = this.#before
    this.#before = null
    window.setMinimumSize(minimumSize.width, minimumSize.height)
    if (before === null) return
    // Its display may be gone since.
    window.setBounds(fit(before.bounds) ?? { width: before.bounds.width, height: before.bounds.height })
    if (before.isMaximised) window.maximize()
  }
}
