import type { BrowserWindow } from 'electron'
import type { Startable } from '../../shared/startable.ts'
import type { WindowPlaceFile } from './windowPlaces.ts'

/** How long a window rests before its place is written, ms. */
const restMs = 500
const changes = ['move', 'resize', 'maximize', 'unmaximize'] as const

export interface WindowPlaceKeeperOptions {
  readonly window: Pick<
    BrowserWindow,
    | 'on'
    | 'hide'
    | 'off'
    | 'isDestroyed'
    | 'isVisible'
    | 'isMinimized'
    | 'isFullScreen'
    | 'isMaximized'
    | 'getNormalBounds'
  >
  readonly places: WindowPlaceFile
  /** The window is the mini player. */
  readonly isMini: () => boolean
  readonly onFailure: (error: unknown) => void
}

/** Keeps where the window is put, a moment after it rests, while it is seen: of a hidden one not all is known. */
export class WindowPlaceKeeper implements Startable {
  readonly #options: WindowPlaceKeeperOptions
  #timer: NodeJS.Timeout | null = null
  /** Writes go one after the other: the last one stands. */
  #written: Promise<void> = Promise.resolve()
  readonly #onChange = () => this.#keepSoon()

  constructor(options: WindowPlaceKeeperOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    // Electron declares each event by itself, and none with the name of another.
    for (const change of changes) this.#options.window.on(change as 'move', this.#onChange)
  }

  /** Hides the window, once its place is known. */
  hide(): void {
    void this.keep()
    this.#options.window.hide()
  }

  /** Resolves when the last place is written. */
  async stop(): Promise<void> {
    for (const change of changes) this.#options.window.off(change as 'move', this.#onChange)
    await this.keep()
  }

  /** Keeps the place as it is now; failing to is told, and ends nothing. */
  keep(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const { window, places, isMini, onFailure } = this.#options
    if (window.isDestroyed() || !window.isVisible() || window.isMinimized() || window.isFullScreen())
      return this.#written
    const { x, y, width, height } = window.getNormalBounds()
    const change = isMini()
      ? { mini: { x, y } }
      : { main: { x, y, width, height, isMaximised: window.isMaximized() } }
    this.#written = this.#written.then(() => places.set(change)).catch(onFailure)
    return this.#written
  }

  #keepSoon(): void {
    this.#timer ??= setTimeout(() => void this.keep(), restMs)
    this.#timer.refresh().unref()
  }
}
