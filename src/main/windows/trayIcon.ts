import { Menu, nativeImage, Tray } from 'electron'
import type { AppCommand } from '../../shared/api/app.ts'

export interface TrayIconOptions {
  readonly icon: string
  readonly onShow: () => void
  readonly onCommand: (command: AppCommand) => void
  readonly onQuit: () => void
}

/** Busker beside the clock: what plays, and the way back to the window. There while something plays or is on sale. */
export class TrayIcon {
  private readonly options: TrayIconOptions
  private tray: Tray | null = null
  private playing: string | null = null

  constructor(options: TrayIconOptions) {
    this.options = options
  }

  show(): void {
    if (this.tray === null) {
      this.tray = new Tray(nativeImage.createFromPath(this.options.icon).resize({ width: 22, height: 22 }))
      this.tray.on('click', this.options.onShow)
    }
    this.draw()
  }

  hide(): void {
    this.tray?.destroy()
    this.tray = null
  }

  /** @param title what plays; null: nothing */
  setPlaying(title: string | null): void {
    this.playing = title
    if (this.tray !== null) this.draw()
  }

  private draw(): void {
    const { onShow, onCommand, onQuit } = this.options
    this.tray?.setToolTip(this.playing ?? 'Busker')
    this.tray?.setContextMenu(
      Menu.buildFromTemplate([
        { label: this.playing ?? 'Nothing plays', enabled: false },
        { label: 'Play or pause', click: () => onCommand('playPause') },
        { label: 'Next', click: () => onCommand('next') },
        { type: 'separator' },
        { label: 'Show Busker', click: onShow },
        { label: 'Quit', click: onQuit },
      ]),
    )
  }
}
