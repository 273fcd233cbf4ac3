import type { BrowserWindow } from 'electron'
import type { AppCommand } from '../../shared/api/app.ts'
import type { PlaybackStatus } from '../app/appHandlers.ts'
import { MiniWindow, type MiniWindowOptions } from './miniWindow.ts'
import { TrayIcon } from './trayIcon.ts'

export interface MainWindowControllerOptions extends Pick<MiniWindowOptions, 'lastPlace' | 'fit'> {
  readonly window: BrowserWindow
  /** A picture file for the tray. */
  readonly icon: string
  /** Closing the window leaves Busker running. */
  readonly closesToTray: () => boolean
  /** Hides the window. */
  readonly hide: () => void
  readonly isQuitting: () => boolean
  readonly quit: () => void
  readonly onCommand: (command: AppCommand) => void
}

/** The main window: its title, hiding it to the tray, and the tray icon while something plays or the window is hidden. */
export class MainWindowController {
  readonly #options: MainWindowControllerOptions
  readonly #tray: TrayIcon
  readonly #mini: MiniWindow
  #isPlaying = false

  constructor(options: MainWindowControllerOptions) {
    this.#options = options
    const { window, icon, onCommand, quit } = options
    this.#mini = new MiniWindow(options)
    this.#tray = new TrayIcon({ icon, onShow: () => this.show(), onCommand, onQuit: quit })
    window.on('page-title-updated', (event) => event.preventDefault())
    window.on('close', (event) => this.#close(event))
  }

  /** Begins without the window: the tray alone shows that Busker runs. */
  startHidden(): void {
    this.#tray.show()
  }

  /** Brings the window to the front. */
  show(): void {
    const { window } = this.#options
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    if (!this.#isPlaying) this.#tray.hide()
  }

  /** Whether Busker waits for its passphrase, which the tray says. */
  setLocked(isLocked: boolean): void {
    this.#tray.setLocked(isLocked)
  }

  setPlaying({ title, isPaused }: PlaybackStatus): void {
    this.#isPlaying = title !== null
    this.#options.window.setTitle(title === null ? 'Busker' : `${isPaused ? '❚❚ ' : ''}${title} – Busker`)
    this.#tray.setPlaying(title)
    if (title !== null) this.#tray.show()
    else if (this.#options.window.isVisible()) this.#tray.hide()
  }

  /** The tray's menu is said anew. */
  onLanguageChanged(): void {
    this.#tray.refresh()
  }

  get isMini(): boolean {
    return this.#mini.isMini
  }

  /** Makes the window small and keeps it above the others, or gives it back its size. */
  setMini(isMini: boolean): void {
    this.#mini.set(isMini)
  }

  #close(event: { preventDefault(): void }): void {
    const { hide, closesToTray, isQuitting, quit } = this.#options
    if (isQuitting()) return
    event.preventDefault()
    if (!closesToTray()) return quit()
    hide()
    this.#tray.show()
  }
}
