import { Menu, nativeImage, Tray } from 'electron'
import type { AppCommand } from '../../shared/api/app.ts'

export interface TrayIconOptions {
  readonly icon: string
  readonly onShow: () => void
  readonly onCommand: (command: AppCommand) => void
  readonly onQuit: () => void
}

/** The tray icon and its menu: what plays, playback commands, showing the window, quitting. */
export class TrayIcon {
  readonly #options: TrayIconOptions
  #tray: Tray | null = null
  #playing: string | null = null

  constructor(options: TrayIconOptions) {
    this.#options = options
  }

  show(): void {
    if (this.#tray === null) {
      this.#tray = new Tray(nativeImage.createFromPath(this.#options.icon).resize({ width: 22, height: 22 }))
      this.#tray.on('click', this.#options.onShow)
    }
    this.#update()
  }

  hide(): void {
    this.#tray?.destroy()
    this.#tray = null
  }

  /** @param title what plays; null: nothing */
  setPlaying(title: string | null): void {
    this.#playing = title
    if (this.#tray !== null) this.#update()
  }

  #update(): void {
    const { onShow, onCommand, onQuit } = this.#options
    this.#tray?.setToolTip(this.#playing ?? 'Busker')
    this.#tray?.setContextMenu(
      Menu.buildFromTemplate([
        { label: this.#playing ?? 'Nothing plays', enabled: false },
        { label: 'Play or pause', click: () => onCommand('playPause') },
        { label: 'Next', click: () => onCommand('next') },
        { type: 'separator' },
        { label: 'Show Busker', click: onShow },
        { label: 'Quit', click: onQuit },
      ]),
    )
  }
}
