import type { BrowserWindow } from 'electron'
import type { AppCommand } from '../../shared/api/app.ts'
import type { Playing } from '../app/appHandlers.ts'
import { TrayIcon } from './trayIcon.ts'

export interface PresenceOptions {
  readonly window: BrowserWindow
  /** A picture file for the tray. */
  readonly icon: string
  /** Closing the window leaves Busker running. */
  readonly staysOpen: () => boolean
  readonly isQuitting: () => boolean
  readonly quit: () => void
  readonly onCommand: (command: AppCommand) => void
}

/** How the application is seen: its window, what plays in its title, and the tray while there is a reason for it. */
export class Presence {
  private readonly options: PresenceOptions
  private readonly tray: TrayIcon
  private isPlaying = false

  constructor(options: PresenceOptions) {
    this.options = options
    const { window, icon, onCommand, quit } = options
    this.tray = new TrayIcon({ icon, onShow: () => this.show(), onCommand, onQuit: quit })
    window.on('page-title-updated', (event) => event.preventDefault())
    window.on('close', (event) => this.close(event))
  }

  /** Brings the window to the front. */
  show(): void {
    const { window } = this.options
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
    if (!this.isPlaying) this.tray.hide()
  }

  setPlaying({ title, isPaused }: Playing): void {
    this.isPlaying = title !== null
    this.options.window.setTitle(title === null ? 'Busker' : `${isPaused ? '❚❚ ' : ''}${title} – Busker`)
    this.tray.setPlaying(title)
    if (title !== null) this.tray.show()
    else if (this.options.window.isVisible()) this.tray.hide()
  }

  private close(event: { preventDefault(): void }): void {
    const { window, staysOpen, isQuitting, quit } = this.options
    if (isQuitting()) return
    event.preventDefault()
    if (!staysOpen()) return quit()
    window.hide()
    this.tray.show()
  }
}
